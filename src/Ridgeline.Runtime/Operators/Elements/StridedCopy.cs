using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Copies elements from strided places, row-major, into a tensor: transpositions, slices, expansions.</summary>
internal static class StridedCopy
{
    private const int MostDims = 16;

    /// <summary>Row-major strides, in elements.</summary>
    public static long[] Strides(ReadOnlySpan<long> dims)
    {
        var strides = new long[dims.Length];
        Strides(dims, strides);
        return strides;
    }

    /// <summary>Row-major strides, in elements.</summary>
    public static void Strides(ReadOnlySpan<long> dims, Span<long> strides)
    {
        var stride = 1L;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= dims[i];
        }
    }

    /// <summary>target[i0, i1, …] = source[offset + i0 strides[0] + i1 strides[1] + …]</summary>
    /// <param name="source">Where from.</param>
    /// <param name="offset">The first element's place.</param>
    /// <param name="strides">How far the next lies along each of the target's dimensions; 0 repeats, negative goes back.</param>
    /// <param name="target">Where to.</param>
    public static unsafe void Run(RuntimeTensor source, long offset, ReadOnlySpan<long> strides, RuntimeTensor target)
    {
        if (target.Count == 0) return;
        Span<long> dims = stackalloc long[MostDims];
        Span<long> steps = stackalloc long[MostDims];
        var rank = Collapse(target.Dims, strides, dims, steps);
        if (target.Element == ElementType.String)
        {
            Texts(source.Texts, offset, dims[..rank], steps[..rank], target.Texts);
            return;
        }
        switch (target.ElementSize)
        {
            case 1: Loop((byte*)source.Data + offset, dims[..rank], steps[..rank], (byte*)target.Data); break;
            case 2: Loop((ushort*)source.Data + offset, dims[..rank], steps[..rank], (ushort*)target.Data); break;
            case 4: Loop((uint*)source.Data + offset, dims[..rank], steps[..rank], (uint*)target.Data); break;
            case 8: Loop((ulong*)source.Data + offset, dims[..rank], steps[..rank], (ulong*)target.Data); break;
            default: Loop((UInt128*)source.Data + offset, dims[..rank], steps[..rank], (UInt128*)target.Data); break;
        }
    }

    // Neighbouring dimensions through which one stride leads are one. At least one dimension is left.
    private static int Collapse(ReadOnlySpan<long> dims, ReadOnlySpan<long> strides, Span<long> collapsed, Span<long> steps)
    {
        var rank = 0;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            if (rank > 0 && steps[rank - 1] == strides[i] * dims[i])
            {
                collapsed[rank - 1] *= dims[i];
                steps[rank - 1] = strides[i];
                continue;
            }
            if (rank == MostDims) throw new OperatorException($"more than {MostDims} dimensions");
            (collapsed[rank], steps[rank]) = (dims[i], strides[i]);
            rank++;
        }
        if (rank > 0) return rank;
        (collapsed[0], steps[0]) = (1, 1);
        return 1;
    }

    private static unsafe void Loop<T>(T* source, ReadOnlySpan<long> dims, ReadOnlySpan<long> steps, T* target)
        where T : unmanaged
    {
        if (dims.Length == 1)
        {
            Row(source, steps[0], target, dims[0]);
            return;
        }
        var inner = 1L;
        foreach (var dim in dims[1..]) inner *= dim;
        for (var i = 0L; i < dims[0]; i++) Loop(source + (i * steps[0]), dims[1..], steps[1..], target + (i * inner));
    }

    private static unsafe void Row<T>(T* source, long step, T* target, long count)
        where T : unmanaged
    {
        if (step == 1) Buffer.MemoryCopy(source, target, count * sizeof(T), count * sizeof(T));
        else if (step == 0) new Span<T>(target, (int)count).Fill(*source);
        else for (var i = 0L; i < count; i++) target[i] = source[i * step];
    }

    private static void Texts(string[] source, long offset, ReadOnlySpan<long> dims, ReadOnlySpan<long> steps, Span<string> target)
    {
        var inner = target.Length / (int)dims[0];
        for (var i = 0; i < dims[0]; i++)
        {
            if (dims.Length == 1) target[i] = source[offset + (i * steps[0])];
            else Texts(source, offset + (i * steps[0]), dims[1..], steps[1..], target.Slice(i * inner, inner));
        }
    }
}
