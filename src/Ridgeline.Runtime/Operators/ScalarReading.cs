using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Reads small tensors of any number type element by element: axes, shapes, bounds.</summary>
internal static class ScalarReading
{
    /// <summary>The elements as integers.</summary>
    /// <exception cref="OperatorException">They are no integers.</exception>
    public static long[] Integers(RuntimeTensor tensor)
    {
        var result = new long[tensor.Count];
        for (var i = 0; i < result.Length; i++) result[i] = Integer(tensor, i);
        return result;
    }

    /// <summary>One element as an integer; a real one is cut off.</summary>
    public static long Integer(RuntimeTensor tensor, int at = 0) => tensor.Element switch
    {
        ElementType.Int64 => tensor.Span<long>()[at],
        ElementType.UInt64 => (long)tensor.Span<ulong>()[at],
        ElementType.Int32 => tensor.Span<int>()[at],
        ElementType.UInt32 => tensor.Span<uint>()[at],
        ElementType.Int16 => tensor.Span<short>()[at],
        ElementType.UInt16 => tensor.Span<ushort>()[at],
        ElementType.Int8 or ElementType.Int4 or ElementType.Int2 => tensor.Span<sbyte>()[at],
        ElementType.UInt8 or ElementType.Bool or ElementType.UInt4 or ElementType.UInt2 => tensor.Span<byte>()[at],
        _ => (long)Real(tensor, at),
    };

    /// <summary>One element as a real number.</summary>
    public static double Real(RuntimeTensor tensor, int at = 0) => tensor.Element switch
    {
        ElementType.Float => tensor.Span<float>()[at],
        ElementType.Double => tensor.Span<double>()[at],
        ElementType.String or ElementType.Complex64 or ElementType.Complex128 or ElementType.Undefined =>
            throw new OperatorException($"a tensor of {tensor.Element.Spelling()} is no number"),
        _ when NarrowFloats.Covers(tensor.Element) => NarrowFloats.Read(tensor, at),
        ElementType.UInt64 => tensor.Span<ulong>()[at],
        _ => Integer(tensor, at),
    };
}
