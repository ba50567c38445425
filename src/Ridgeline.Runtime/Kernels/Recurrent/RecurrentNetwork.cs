using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Rows;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>Runs one direction of an LSTM, GRU or plain layer: the inputs of all steps in one product, then step by step the product with the state and the gates.</summary>
internal static unsafe class RecurrentNetwork
{
    /// <summary>Scratch that <see cref="Run"/> needs.</summary>
    public static long ScratchBytes(in RecurrentCall call, int gates) =>
        sizeof(float) * (((long)call.Steps * call.Batch * gates * call.HiddenSize) + ((long)call.Batch * (gates + 2) * call.HiddenSize));

    /// <summary>Computes; allocates nothing.</summary>
    public static void Run(in RecurrentCall call, RecurrentWeights weights, WorkerPool pool, byte* scratch)
    {
        nint width = (nint)weights.Gates * call.HiddenSize, rows = (nint)call.Steps * call.Batch;
        var inputs = (float*)scratch;
        var gates = inputs + (rows * width);
        FloatGemm.Run(GemmCall.Of(call.X, call.InputSize, (int)rows, weights.Input, inputs, width, new(weights.Bias)), pool);
        if (call.Lengths is null)
        {
            RunSequences(call, weights, pool, inputs, gates, 0, call.Batch, call.Steps);
            return;
        }
        for (var step = 0; call.Y is not null && step < call.Steps; step++) new Span<float>(call.Y + (step * call.YStep), call.Batch * call.HiddenSize).Clear();
        // Sequences of different lengths go one by one.
        for (var item = 0; item < call.Batch; item++) RunSequences(call, weights, pool, inputs, gates, item, 1, Math.Min(call.Lengths[item], call.Steps));
    }

    private static void RunSequences(in RecurrentCall call, RecurrentWeights weights, WorkerPool pool, float* inputs, float* gates, int first, int count, int steps)
    {
        nint hidden = call.HiddenSize, width = weights.Gates * hidden, state = first * hidden;
        for (var time = 0; time < steps; time++)
        {
            var step = call.Reverse ? steps - 1 - time : time;
            var input = inputs + ((((nint)step * call.Batch) + first) * width);
            if (weights.Gates == 4) LstmStep(call, weights, pool, input, gates, state, count);
            else if (weights.Gates == 1) SimpleStep(call, weights, pool, input, gates, state, count);
            else GruStep(call, weights, pool, input, gates, state, count);
            var bytes = count * hidden * sizeof(float);
            if (call.Y is not null) Buffer.MemoryCopy(call.Hidden + state, call.Y + (step * call.YStep) + state, bytes, bytes);
        }
    }

    private static void LstmStep(in RecurrentCall call, RecurrentWeights weights, WorkerPool pool, float* input, float* gates, nint state, int count)
    {
        nint hidden = call.HiddenSize, width = 4 * hidden;
        FloatGemm.Run(GemmCall.Of(call.Hidden + state, hidden, count, weights.State.Recurrent, gates, width, new(null, default, input, width)), pool);
        var task = new RowTask
        {
            X = gates, XStride = width, Y = call.Hidden + state, YStride = hidden, Sum = call.Cell + state, SumStride = hidden, Gamma = weights.Peepholes,
            Length = hidden, Scale = call.Clip,
        };
        RowKernels.Run<LstmCell>(task, count, pool);
    }

    // The product may not overlap the state that it reads.
    private static void SimpleStep(in RecurrentCall call, RecurrentWeights weights, WorkerPool pool, float* input, float* gates, nint state, int count)
    {
        nint hidden = call.HiddenSize;
        FloatGemm.Run(GemmCall.Of(call.Hidden + state, hidden, count, weights.State.Recurrent, gates, hidden, new(null, call.Simple, input, hidden)), pool);
        Buffer.MemoryCopy(gates, call.Hidden + state, count * hidden * sizeof(float), count * hidden * sizeof(float));
    }

    private static void GruStep(in RecurrentCall call, RecurrentWeights weights, WorkerPool pool, float* input, float* gates, nint state, int count)
    {
        nint hidden = call.HiddenSize, width = 3 * hidden;
        var reset = gates + (count * 2 * hidden);
        var candidate = reset + (count * hidden);
        var h = call.Hidden + state;
        FloatGemm.Run(GemmCall.Of(h, hidden, count, weights.State.Recurrent, gates, 2 * hidden, new(null, default, input, width)), pool);
        RowKernels.Run<GruReset>(new RowTask { X = gates, XStride = 2 * hidden, Y = reset, YStride = hidden, Added = h, AddedStride = hidden, Length = hidden,
            Scale = call.Clip }, count, pool);
        FloatGemm.Run(GemmCall.Of(weights.ResetLast ? h : reset, hidden, count, weights.State.Candidate!, candidate, hidden, new(weights.CandidateBias)), pool);
        var task = new RowTask
        {
            X = gates, XStride = 2 * hidden, Y = h, YStride = hidden, Added = input + (2 * hidden), AddedStride = width, Sum = candidate, SumStride = hidden,
            Length = hidden, Scale = call.Clip,
            Epsilon = weights.ResetLast ? 1 : 0,
        };
        RowKernels.Run<GruUpdate>(task, count, pool);
    }
}
