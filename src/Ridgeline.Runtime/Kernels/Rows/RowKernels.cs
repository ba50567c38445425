using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Lanes;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Rows;

/// <summary>Runs a function of a row over all rows.</summary>
internal static unsafe class RowKernels
{
    private const nint ChunkLength = 16 * 1024;

    /// <summary>Runs rows 0 to rows - 1 on the pool.</summary>
    public static void Run<TKernel>(in RowTask task, nint rows, WorkerPool pool)
        where TKernel : struct, IRowKernel => Run<TKernel>(task, rows, pool, VectorWidth.Best);

    /// <summary>Runs rows 0 to rows - 1 with a given vector width.</summary>
    public static void Run<TKernel>(in RowTask task, nint rows, WorkerPool pool, int width)
        where TKernel : struct, IRowKernel
    {
        if (rows == 0 || task.Length == 0) return;
        var rowsOfChunk = Math.Max(1, ChunkLength / task.Length);
        pool.Run((int)((rows + rowsOfChunk - 1) / rowsOfChunk), new Work(task, rows, rowsOfChunk, Code<TKernel>(width)));
    }

    /// <summary>The code for some rows: (task, first, last + 1).</summary>
    public static delegate*<RowTask*, nint, nint, void> Code<TKernel>(int width)
        where TKernel : struct, IRowKernel => width switch
        {
            512 => &Loop<TKernel, Lanes512, Vector512<float>>,
            256 => &Loop<TKernel, Lanes256, Vector256<float>>,
            128 => &Loop<TKernel, Lanes128, Vector128<float>>,
            _ => &Loop<TKernel, Lanes32, float>,
        };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<TKernel, TLanes, TVector>(RowTask* task, nint first, nint last)
        where TKernel : struct, IRowKernel
        where TLanes : struct, ILanes<TVector>
        where TVector : struct
    {
        if (typeof(TKernel) == typeof(Softmax))
        {
            Softmax.RunRows<TLanes, TVector>(*task, first, last);
            return;
        }
        for (var row = first; row < last; row++) default(TKernel).Run<TLanes, TVector>(*task, row);
    }

    private readonly struct Work(RowTask task, nint rows, nint rowsOfChunk, delegate*<RowTask*, nint, nint, void> code) : IChunkedWork
    {
        private readonly delegate*<RowTask*, nint, nint, void> _code = code;

        public void Run(int chunk, int worker)
        {
            var copy = task;
            _code(&copy, chunk * rowsOfChunk, Math.Min(rows, (chunk + 1) * rowsOfChunk));
        }
    }
}
