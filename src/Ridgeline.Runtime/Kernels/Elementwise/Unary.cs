using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Elementwise;

/// <summary>Functions of one float over memory.</summary>
internal static unsafe class Unary
{
    // About 5 µs of a cheap function: below that, waking a thread costs more than it saves.
    private const nint ChunkLength = 16 * 1024;

    /// <summary>y[i] = f(x[i]) for i below count; x and y are the same or do not overlap.</summary>
    public static void Run(Activation function, float* x, float* y, nint count, WorkerPool pool)
    {
        var chunks = (int)((count + ChunkLength - 1) / ChunkLength);
        pool.Run(chunks, new Work(UnaryKernels.Of(function.Kind), x, y, count, function));
    }

    private readonly struct Work(delegate*<float*, float*, nint, float, float, void> code, float* x, float* y, nint count, Activation function) : IChunkedWork
    {
        private readonly delegate*<float*, float*, nint, float, float, void> _code = code;
        private readonly float* _x = x;
        private readonly float* _y = y;

        public void Run(int chunk, int worker)
        {
            var from = chunk * ChunkLength;
            _code(_x + from, _y + from, Math.Min(ChunkLength, count - from), function.Alpha, function.Beta);
        }
    }
}
