namespace Ridgeline.Runtime.Operators;

/// <summary>Where the elements of a slice lie.</summary>
/// <param name="Offset">The first one's place.</param>
/// <param name="Strides">How far the next lies along each dimension.</param>
/// <param name="Dims">The slice's dimensions.</param>
internal sealed record SlicePlan(long Offset, long[] Strides, long[] Dims)
{
    /// <summary>The slice that ONNX's bounds mean: they may count from the end and lie outside.</summary>
    public static SlicePlan Of(long[] from, long[] starts, long[] ends, long[]? axes, long[]? steps)
    {
        var (strides, dims, offset) = (StridedCopy.Strides(from), (long[])from.Clone(), 0L);
        for (var i = 0; i < starts.Length; i++)
        {
            var axis = axes is null ? i : Shaping.Axis(axes[i], from.Length);
            var step = steps?[i] ?? 1;
            if (step == 0) throw new OperatorException("a slice has the step 0");
            var size = from[axis];
            var (low, high) = step > 0 ? (0L, size) : (-1L, size - 1);
            var start = Math.Clamp(starts[i] < 0 ? starts[i] + size : starts[i], Math.Max(low, 0), Math.Max(high, 0));
            var end = Math.Clamp(ends[i] < 0 ? Math.Max(ends[i], -size - 1) + size : ends[i], low, Math.Max(high, low));
            dims[axis] = size == 0 ? 0 : Math.Max(0, step > 0 ? (end - start + step - 1) / step : (start - end - step - 1) / -step);
            offset += start * strides[axis];
            strides[axis] *= step;
        }
        return new(offset, strides, dims);
    }
}
