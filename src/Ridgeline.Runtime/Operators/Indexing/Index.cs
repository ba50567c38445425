namespace Ridgeline.Runtime.Operators;

/// <summary>Indices that may count from the end.</summary>
internal static class Index
{
    /// <summary>An element of a tensor of indices, from the start.</summary>
    /// <exception cref="OperatorException">It lies outside the dimension.</exception>
    public static long Of(RuntimeTensor indices, long at, long size)
    {
        var index = ScalarReading.Integer(indices, (int)at);
        if (index < -size || index >= size) throw new OperatorException($"the index {index} lies outside a dimension of {size}");
        return index < 0 ? index + size : index;
    }
}
