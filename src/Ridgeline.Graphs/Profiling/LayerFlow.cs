using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Profiling;

/// <summary>What passes through a layer in one run: which tensors, and the products that they meet in.</summary>
public sealed record LayerFlow
{
    /// <summary>A layer through which nothing passes.</summary>
    public static LayerFlow None { get; } = new();

    /// <summary>The type that it computes in: that of its first input, as priced.</summary>
    public ElementType Element { get; init; } = ElementType.Float;

    /// <summary>Its MACs as matrix products.</summary>
    public IReadOnlyList<MatrixProduct> Products { get; init; } = [];

    /// <summary>How its window moves over its input; null if it is no convolution of one or two dimensions.</summary>
    public ConvolutionWindow? Window { get; init; }

    /// <summary>What it reads, constants included; a gather only the rows it picks.</summary>
    public IReadOnlyList<LayerTensor> Reads { get; init; } = [];

    /// <summary>What it writes.</summary>
    public IReadOnlyList<LayerTensor> Writes { get; init; } = [];

    /// <summary>Elements of a row: the last dimension of its first output; 1 if not known.</summary>
    public long Row { get; init; } = 1;

    /// <summary>Whether each output element is made from the elements at its place alone.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Whether each output element is a maximum, a mean or a norm over a window of its channel.</summary>
    public bool IsPool { get; init; }

    /// <summary>How often the backward pass does its products, 0 to 2; null if it has no backward step or none was asked for.</summary>
    public int? Backward { get; init; }

    /// <summary>
    /// What passes through its backward pass. The gradient of a right matrix is (K x M)(M x N), that of a left one (M x N)(N x K); it reads what the layer read and the
    /// gradients of what it wrote, and writes the gradients of what it read.
    /// </summary>
    public LayerFlow Reversed()
    {
        var products = new List<MatrixProduct>();
        foreach (var p in Products)
        {
            if (Backward > 0) products.Add(p with { M = p.K, K = p.M, Window = null });
            if (Backward > 1) products.Add(p with { N = p.K, K = p.N, Window = null });
        }
        return this with
        {
            Products = products, Reads = [.. Writes.Select(t => t.Gradient), .. Reads], Writes = [.. Reads.Select(t => t.Gradient)], Window = null, IsElementwise = false,
            IsPool = false, Backward = null,
        };
    }
}
