using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Movement;

/// <summary>Permutes the dimensions of a tensor: ONNX's Transpose, and the change between channels first and channels last.</summary>
internal static unsafe class Permutation
{
    private const nint ChunkLength = 16 * 1024;

    /// <summary>to[index permuted] = from[index].</summary>
    /// <param name="from">The tensor.</param>
    /// <param name="to">The result, elsewhere.</param>
    /// <param name="dims">The tensor's dimensions.</param>
    /// <param name="permutation">Dimension i of the result is dimension permutation[i] of the tensor.</param>
    /// <param name="pool">Who copies.</param>
    /// <typeparam name="T">Any elements of 1, 2, 4 or 8 bytes.</typeparam>
    public static void Run<T>(T* from, T* to, ReadOnlySpan<nint> dims, ReadOnlySpan<int> permutation, WorkerPool pool)
        where T : unmanaged
    {
        var n = dims.Length;
        Span<nint> strides = stackalloc nint[n + 1], outDims = stackalloc nint[n + 3], outStrides = stackalloc nint[n + 3];
        strides[n] = 1;
        for (var i = n - 1; i >= 0; i--) strides[i] = strides[i + 1] * dims[i];
        var total = strides[0];
        if (total == 0) return;
        var rank = 0;
        foreach (var axis in permutation)
        {
            if (dims[axis] == 1) continue;
            // Dimensions that stay neighbours move as one.
            if (rank > 0 && outStrides[rank - 1] == strides[axis + 1] * dims[axis])
            {
                outDims[rank - 1] *= dims[axis];
                outStrides[rank - 1] = strides[axis + 1];
                continue;
            }
            (outDims[rank], outStrides[rank]) = (dims[axis], strides[axis + 1]);
            rank++;
        }
        if (rank == 0) (outDims[rank++], outStrides[0]) = (1, 1);
        fixed (nint* d = outDims, s = outStrides) Move(from, to, d, s, rank, total, pool);
    }

    private static void Move<T>(T* from, T* to, nint* dims, nint* strides, int rank, nint total, WorkerPool pool)
        where T : unmanaged
    {
        // Innermost: rows that stay whole, or a matrix between the last dimension and the one that was last.
        var fast = rank - 1;
        while (strides[fast] != 1) fast--;
        var inner = fast == rank - 1 ? dims[fast] : dims[fast] * dims[rank - 1];
        var outer = total / inner;
        var pieces = fast == rank - 1 ? 1 : Math.Clamp(inner / ChunkLength, 1, dims[fast]);
        var perChunk = Math.Max(1, ChunkLength / inner);
        pool.Run((int)((outer + perChunk - 1) / perChunk * pieces), new Work<T>(from, to, dims, strides, rank, fast, outer, perChunk, pieces));
    }

    private readonly struct Work<T>(T* from, T* to, nint* dims, nint* strides, int rank, int fast, nint outer, nint perChunk, nint pieces) : IChunkedWork
        where T : unmanaged
    {
        private readonly T* _from = from, _to = to;
        private readonly nint* _dims = dims, _strides = strides;

        public void Run(int chunk, int worker)
        {
            nint first = chunk / pieces * perChunk, piece = chunk % pieces;
            for (var at = first; at < Math.Min(outer, first + perChunk); at++)
            {
                nint rest = at, source = 0, target = 0, step = 1;
                // The fast dimension and the last one are walked inside.
                for (var i = rank - 1; i >= 0; i--)
                {
                    if (i != rank - 1 && i != fast)
                    {
                        var index = rest % _dims[i];
                        rest /= _dims[i];
                        source += index * _strides[i];
                        target += index * step;
                    }
                    step *= _dims[i];
                }
                if (fast == rank - 1)
                {
                    new ReadOnlySpan<T>(_from + source, (int)_dims[fast]).CopyTo(new(_to + target, (int)_dims[fast]));
                    continue;
                }
                nint rowStep = 1;
                for (var i = fast + 1; i < rank; i++) rowStep *= _dims[i];
                nint begin = _dims[fast] * piece / pieces, end = _dims[fast] * (piece + 1) / pieces;
                Transposition.Elements(_from + source + begin, _strides[rank - 1], _to + target + (begin * rowStep), rowStep, _dims[rank - 1], end - begin);
            }
        }
    }
}
