namespace Ridgeline.Runtime;

/// <summary>Values by key, as the classifiers of <c>ai.onnx.ml</c> return them.</summary>
/// <param name="keys">A vector of integers or text.</param>
/// <param name="values">As many values; a tensor's elements or a sequence's items.</param>
public sealed class RuntimeMap(RuntimeTensor keys, RuntimeValue values) : RuntimeValue
{
    /// <summary>The keys: a vector of integers or text.</summary>
    public RuntimeTensor Keys { get; } = (RuntimeTensor)keys.Kept();

    /// <summary>The values, in the keys' order: a vector, or a sequence.</summary>
    public RuntimeValue Values { get; } = values.Kept();

    internal override RuntimeValue Kept() => this;
}
