namespace Ridgeline.Graphs.Operators;

/// <summary>What an operator does to memory and gradients, beside its arithmetic.</summary>
[Flags]
public enum Traits
{
    /// <summary>It reads its inputs, writes its outputs, and passes gradients element by element.</summary>
    None = 0,
    /// <summary>The output is the input seen in another shape: no bytes move, no memory is taken (Reshape, Flatten, Identity).</summary>
    View = 1,
    /// <summary>The output may overwrite the input, also in training, because the backward pass needs only the output (ReLU) or a mask (Dropout).</summary>
    InPlace = 2,
    /// <summary>Linear in each of two inputs: the backward pass does the forward's products once for each input that wants a gradient (Conv, MatMul).</summary>
    Product = 4,
    /// <summary>No gradient flows through it (ArgMax, Shape, comparisons).</summary>
    NoGradient = 8,
    /// <summary>The backward pass needs the inputs.</summary>
    SavesInputs = 16,
    /// <summary>The backward pass needs the outputs.</summary>
    SavesOutputs = 32,
    /// <summary>Two runs may differ: it must not be folded or merged (RandomNormal).</summary>
    Random = 64,
    /// <summary>It reads nothing of the data, only the shape (Shape, Size).</summary>
    ShapeOnly = 128,
    /// <summary>Its output is what its attribute says: it becomes an initializer.</summary>
    Constant = 256,
    /// <summary>In inference the first output is the first input, unchanged: it can be taken out.</summary>
    HandsOn = 512,
    /// <summary>Each output element is made from the elements at its place (or broadcast to it) alone: it can be done while they are at hand.</summary>
    Elementwise = 1024,
    /// <summary>Each output element is a maximum, a mean or a norm over a window of its channel (MaxPool, GlobalAveragePool).</summary>
    Pool = 2048,
}
