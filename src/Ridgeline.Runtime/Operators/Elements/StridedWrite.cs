using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Copies a tensor's elements, row-major, to strided places of another: the counterpart of <see cref="StridedCopy"/>.</summary>
internal static class StridedWrite
{
    /// <summary>target[offset + i0 strides[0] + i1 strides[1] + …] = source[i0, i1, …]</summary>
    public static void Run(RuntimeTensor source, RuntimeTensor target, long offset, ReadOnlySpan<long> strides)
    {
        if (source.Count == 0) return;
        if (source.Element == ElementType.String) Walk(source.Dims, strides, offset, 0, new Texts(source.Texts, target.Texts));
        else ElementDispatch.Storage(source, new Visitor(source, target, offset, strides));
    }

    private interface ICopy
    {
        void Row(long from, long to, long step, long count);
    }

    private static long Walk<TCopy>(ReadOnlySpan<long> dims, ReadOnlySpan<long> strides, long to, long from, TCopy copy)
        where TCopy : ICopy
    {
        if (dims.Length == 0)
        {
            copy.Row(from, to, 1, 1);
            return from + 1;
        }
        if (dims.Length == 1)
        {
            copy.Row(from, to, strides[0], dims[0]);
            return from + dims[0];
        }
        for (var i = 0L; i < dims[0]; i++) from = Walk(dims[1..], strides[1..], to + (i * strides[0]), from, copy);
        return from;
    }

    private readonly ref struct Visitor(RuntimeTensor source, RuntimeTensor target, long offset, ReadOnlySpan<long> strides) : IStorageVisitor
    {
        private readonly ReadOnlySpan<long> _strides = strides;

        public void Visit<T>()
            where T : unmanaged => Walk(source.Dims, _strides, offset, 0, new Elements<T>(source, target));
    }

    private readonly unsafe struct Elements<T>(RuntimeTensor source, RuntimeTensor target) : ICopy
        where T : unmanaged
    {
        public void Row(long from, long to, long step, long count)
        {
            var (p, q) = ((nint)source.Data, (nint)target.Data);
            for (var i = 0L; i < count; i++) ((T*)q)[to + (i * step)] = ((T*)p)[from + i];
        }
    }

    private readonly struct Texts(string[] source, string[] target) : ICopy
    {
        public void Row(long from, long to, long step, long count)
        {
            for (var i = 0L; i < count; i++) target[to + (i * step)] = source[from + i];
        }
    }
}
