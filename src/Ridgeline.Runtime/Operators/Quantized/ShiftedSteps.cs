using System.Numerics;
using System.Numerics.Tensors;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Quantised elements as 32-bit integers (narrow reals as floats), their zero points subtracted, so that a plain product gives exact sums.</summary>
internal static unsafe class ShiftedSteps
{
    /// <summary>The type that they are multiplied in: int32, or float for fp8.</summary>
    public static ElementType Element(RuntimeTensor tensor) => tensor.Element.IsFloat() ? ElementType.Float : ElementType.Int32;

    /// <summary>Zero points that differ by row (a matrix operand on the left, the filters of a convolution).</summary>
    /// <param name="tensor">Rows of elements.</param>
    /// <param name="zero">No zero point, one, one for each row of a stack's matrix, or one for each row of all.</param>
    /// <param name="length">Elements of a row.</param>
    public static RuntimeTensor ByRow(RuntimeTensor tensor, RuntimeTensor? zero, long length)
    {
        var shifted = Wide(tensor);
        if (zero is null || length == 0) return shifted;
        if (zero.Count == 1) length = tensor.Count;
        for (var row = 0L; row * length < tensor.Count; row++)
        {
            var shift = ScalarReading.Real(zero, (int)(row % zero.Count));
            if (shifted.Element == ElementType.Int32) Subtract(new Span<int>(shifted.Pointer<int>() + (row * length), (int)length), (int)shift);
            else Subtract(new Span<float>(shifted.Pointer<float>() + (row * length), (int)length), (float)shift);
        }
        return shifted;
    }

    /// <summary>Zero points that differ by column of the last two dimensions (a matrix operand on the right).</summary>
    /// <param name="tensor">A stack of matrices.</param>
    /// <param name="zero">No zero point, one, one for each column, or one for each column of each matrix.</param>
    public static RuntimeTensor ByColumn(RuntimeTensor tensor, RuntimeTensor? zero)
    {
        if (zero is null || zero.Count == 1 || tensor.Rank < 2) return ByRow(tensor, zero, tensor.Count);
        var shifted = Wide(tensor);
        var shifts = Casting.Convert(zero, shifted.Element);
        var (rows, columns) = (tensor.Dims[^2], (int)tensor.Dims[^1]);
        for (var row = 0L; row < tensor.Count / Math.Max(1, columns); row++)
        {
            var from = (int)(row / rows * columns % shifts.Count);
            if (shifted.Element == ElementType.Int32) Subtract(new Span<int>(shifted.Pointer<int>() + (row * columns), columns), shifts.Span<int>().Slice(from, columns));
            else Subtract(new Span<float>(shifted.Pointer<float>() + (row * columns), columns), shifts.Span<float>().Slice(from, columns));
        }
        return shifted;
    }

    private static RuntimeTensor Wide(RuntimeTensor tensor)
    {
        var wide = new RuntimeTensor(Element(tensor), tensor.Dims);
        Casting.Convert(tensor, wide);
        return wide;
    }

    private static void Subtract<T>(Span<T> values, T shift)
        where T : unmanaged, INumber<T>
    {
        if (shift != T.Zero) TensorPrimitives.Subtract(values, shift, values);
    }

    private static void Subtract<T>(Span<T> values, ReadOnlySpan<T> shifts)
        where T : unmanaged, INumber<T> => TensorPrimitives.Subtract(values, shifts, values);
}
