namespace Ridgeline.Runtime.Operators;

/// <summary>A tensor seen as [outer, size, inner] around one axis.</summary>
/// <param name="Outer">The product of the dimensions before the axis.</param>
/// <param name="Size">The axis' dimension.</param>
/// <param name="Inner">The product of the dimensions behind it.</param>
internal readonly record struct AxisSplit(long Outer, long Size, long Inner)
{
    /// <summary>Around an axis counted from the start.</summary>
    public static AxisSplit Of(ReadOnlySpan<long> dims, int axis)
    {
        var (outer, inner) = (1L, 1L);
        for (var i = 0; i < axis; i++) outer *= dims[i];
        for (var i = axis + 1; i < dims.Length; i++) inner *= dims[i];
        return new(outer, dims.IsEmpty ? 1 : dims[axis], inner);
    }

    /// <summary>All dimensions from an axis on as one, as softmax took them before opset 13: [outer, rest, 1].</summary>
    public static AxisSplit From(ReadOnlySpan<long> dims, int axis)
    {
        var (outer, size) = (1L, 1L);
        for (var i = 0; i < dims.Length; i++)
        {
            if (i < axis) outer *= dims[i];
            else size *= dims[i];
        }
        return new(outer, size, 1);
    }
}
