using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>Functions of two floats over tensors that broadcast.</summary>
internal static unsafe class Binary
{
    private const nint ChunkLength = 16 * 1024;

    /// <summary>y = f(a, b) in row-major order of the result's dimensions.</summary>
    /// <param name="kind">The function.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second one.</param>
    /// <param name="y">The result, contiguous; may be an operand of the result's shape.</param>
    /// <param name="dims">The result's dimensions.</param>
    /// <param name="aStrides">Floats from one index of a dimension to the next in a; 0 where a is broadcast.</param>
    /// <param name="bStrides">The same for b.</param>
    /// <param name="pool">Who computes.</param>
    public static void Run(BinaryKind kind, float* a, float* b, float* y, ReadOnlySpan<nint> dims, ReadOnlySpan<nint> aStrides, ReadOnlySpan<nint> bStrides, WorkerPool pool) =>
        Run(kind, a, b, y, dims, aStrides, bStrides, pool, VectorWidth.Best);

    /// <summary>The same with a given vector width.</summary>
    public static void Run(
        BinaryKind kind, float* a, float* b, float* y, ReadOnlySpan<nint> dims, ReadOnlySpan<nint> aStrides, ReadOnlySpan<nint> bStrides, WorkerPool pool, int width)
    {
        Span<nint> d = stackalloc nint[dims.Length + 1], sa = stackalloc nint[dims.Length + 1], sb = stackalloc nint[dims.Length + 1];
        var rank = Collapse(dims, aStrides, bStrides, d, sa, sb);
        nint total = 1;
        foreach (var dim in dims) total *= dim;
        if (total == 0) return;
        var inner = d[rank - 1];
        var code = BinaryKernels.Of(kind, width);
        fixed (nint* pd = d, pa = sa, pb = sb)
        {
            // One long row is cut, short rows are gathered.
            var pieces = Math.Max(1, inner / ChunkLength);
            var rowsOfChunk = Math.Max(1, ChunkLength / inner);
            var rows = total / inner;
            var rowChunks = (rows + rowsOfChunk - 1) / rowsOfChunk;
            pool.Run((int)(pieces * rowChunks), new Work(code, a, b, y, pd, pa, pb, rank, pieces, rowsOfChunk, rows));
        }
    }

    // Dimensions that both operands walk through without a jump become one.
    private static int Collapse(ReadOnlySpan<nint> dims, ReadOnlySpan<nint> aStrides, ReadOnlySpan<nint> bStrides, Span<nint> d, Span<nint> sa, Span<nint> sb)
    {
        var rank = 0;
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            if (rank > 0 && sa[rank - 1] == aStrides[i] * dims[i] && sb[rank - 1] == bStrides[i] * dims[i])
            {
                d[rank - 1] *= dims[i];
                sa[rank - 1] = aStrides[i];
                sb[rank - 1] = bStrides[i];
                continue;
            }
            (d[rank], sa[rank], sb[rank]) = (dims[i], aStrides[i], bStrides[i]);
            rank++;
        }
        // Strides other than 0 and 1 are left to rows of one value.
        if (rank == 0 || sa[rank - 1] > 1 || sb[rank - 1] > 1) (d[rank], sa[rank], sb[rank]) = (1, 1, 1);
        else rank--;
        return rank + 1;
    }

    private readonly struct Work(
        delegate*<float*, float*, float*, nint, nint, nint, void> code, float* a, float* b, float* y, nint* dims, nint* aStrides, nint* bStrides, int rank, nint pieces, nint rowsOfChunk, nint rows)
        : IChunkedWork
    {
        private readonly delegate*<float*, float*, float*, nint, nint, nint, void> _code = code;
        private readonly float* _a = a, _b = b, _y = y;
        private readonly nint* _dims = dims, _aStrides = aStrides, _bStrides = bStrides;

        public void Run(int chunk, int worker)
        {
            var inner = _dims[rank - 1];
            nint piece = chunk % pieces, first = inner * piece / pieces, count = (inner * (piece + 1) / pieces) - first;
            var firstRow = chunk / pieces * rowsOfChunk;
            for (var row = firstRow; row < Math.Min(rows, firstRow + rowsOfChunk); row++)
            {
                nint aAt = 0, bAt = 0, rest = row;
                for (var i = rank - 2; i >= 0; i--)
                {
                    var index = rest % _dims[i];
                    rest /= _dims[i];
                    aAt += index * _aStrides[i];
                    bAt += index * _bStrides[i];
                }
                nint aStep = _aStrides[rank - 1], bStep = _bStrides[rank - 1];
                _code(_a + aAt + (first * aStep), _b + bAt + (first * bStep), _y + (row * inner) + first, count, aStep, bStep);
            }
        }
    }
}
