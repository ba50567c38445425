using System.Numerics.Tensors;
using System.Text;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// LSTM of floats with its usual activations, by the kernels: one product for the inputs of all steps, then at each step one for the state, added to it.
/// </summary>
internal sealed unsafe class PreparedLstm
{
    private const int Gates = 4;

    private readonly PackedMatrix[] _inputs;
    private readonly PackedMatrix[] _states;
    private readonly float[]? _bias;
    private readonly int _hidden, _depth, _directions;
    private readonly bool _reverse;
    private readonly long[] _dims;

    private PreparedLstm(Preparation p)
    {
        var (w, r) = (p.Dims(1)!, p.Dims(2)!);
        (_dims, _directions, _hidden, _depth) = (p.Dims(0)!, (int)w[0], (int)r[2], (int)w[2]);
        _reverse = p.Node.Text("direction", "forward") == "reverse";
        _inputs = p.Absorb(1, t => Pack(t, _depth));
        _states = p.Absorb(2, t => Pack(t, _hidden));
        _bias = p.Has(3) ? p.Absorb(3, Bias) : null;
    }

    /// <summary>What runs, or null if the node asks for what only the plain form has.</summary>
    public static Action<OperatorContext>? Prepare(Preparation p)
    {
        if (p.Element(0) != ElementType.Float || !p.IsConstant(1) || !p.IsConstant(2) || (p.Has(3) && !p.IsConstant(3)) || p.Has(4) || p.Has(7)) return null;
        var node = p.Node;
        if (!HasUsualActivations(node) || node.Float("clip", 0) != 0 || node.Int("input_forget", 0) != 0 || node.Int("layout", 0) != 0) return null;
        if (p.Dims(0) is not { Length: 3 } dims) return null;
        var layer = new PreparedLstm(p);
        var scratch = sizeof(float) * ((dims[0] * dims[1] * Gates * layer._hidden) + (3 * dims[1] * layer._hidden) + 64);
        p.Scratch(scratch);
        return x => layer.Run(x, (int)dims[0], (int)dims[1], (float*)x.Scratch(scratch));
    }

    private static bool HasUsualActivations(Node node)
    {
        var named = node.Attributes.GetValueOrDefault("activations")?.As<ReadOnlyMemory<byte>[]>() ?? [];
        string[] usual = ["sigmoid", "tanh", "tanh"];
        return named.Select((name, i) => Encoding.UTF8.GetString(name.Span).Equals(usual[i % usual.Length], StringComparison.OrdinalIgnoreCase)).All(same => same);
    }

    private PackedMatrix[] Pack(RuntimeTensor weights, int depth) =>
    [
        .. Enumerable.Range(0, _directions).Select(d => PackedMatrix.Of(weights.Pointer<float>() + (d * Gates * (nint)_hidden * depth), depth, Gates * _hidden, 1, depth)),
    ];

    // Bias of the input and of the state are always added both.
    private float[] Bias(RuntimeTensor bias)
    {
        var (all, width) = (bias.Count, Gates * _hidden);
        var sums = GC.AllocateArray<float>((int)all / 2, pinned: true);
        for (var i = 0; i < sums.Length; i++)
        {
            var at = (i / width * 2 * width) + (i % width);
            sums[i] = bias.Span<float>()[at] + bias.Span<float>()[at + width];
        }
        return sums;
    }

    private void Run(OperatorContext x, int time, int batch, float* scratch)
    {
        var input = x.Input(0, _dims);
        var all = x.Wants(0) ? x.Output(0, ElementType.Float, time, _directions, batch, _hidden) : null;
        var last = x.Wants(1) ? x.Output(1, ElementType.Float, _directions, batch, _hidden) : null;
        var lastCell = x.Wants(2) ? x.Output(2, ElementType.Float, _directions, batch, _hidden) : null;
        var (size, width) = (batch * _hidden, Gates * _hidden);
        var gates = scratch;
        var state = gates + ((nint)time * batch * width);
        var cell = state + size;
        var work = cell + size;
        for (var d = 0; d < _directions; d++)
        {
            fixed (float* bias = _bias)
            {
                var epilogue = new Epilogue(bias is null ? null : bias + (d * width));
                FloatGemm.Run(GemmCall.Of(input.Pointer<float>(), _depth, time * batch, _inputs[d], gates, width, epilogue), x.Pool);
            }
            Begin(x.Optional(5), d, size, state);
            Begin(x.Optional(6), d, size, cell);
            var backward = _reverse || d == 1;
            for (var i = 0; i < time; i++)
            {
                var t = backward ? time - 1 - i : i;
                var rows = gates + ((nint)t * batch * width);
                FloatGemm.Run(GemmCall.Of(state, _hidden, batch, _states[d], rows, width, new(null, default, rows, width)), x.Pool);
                for (var b = 0; b < batch; b++) Step(rows + (b * width), state + (b * _hidden), cell + (b * _hidden), work);
                if (all is not null) Copy(state, all.Pointer<float>() + ((((nint)t * _directions) + d) * size), size);
            }
            if (last is not null) Copy(state, last.Pointer<float>() + (d * size), size);
            if (lastCell is not null) Copy(cell, lastCell.Pointer<float>() + (d * size), size);
        }
    }

    // Gates come in the order input, output, forget, cell.
    private void Step(float* gates, float* state, float* cell, float* work)
    {
        var n = _hidden;
        UnaryKernels.Of(UnaryKind.Sigmoid)(gates, gates, 3 * n, 0, 0);
        UnaryKernels.Of(UnaryKind.Tanh)(gates + (3 * n), gates + (3 * n), n, 0, 0);
        var memory = new Span<float>(cell, n);
        TensorPrimitives.Multiply(memory, new ReadOnlySpan<float>(gates + (2 * n), n), memory);
        TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(gates + (3 * n), n), new ReadOnlySpan<float>(gates, n), memory, memory);
        UnaryKernels.Of(UnaryKind.Tanh)(cell, work, n, 0, 0);
        TensorPrimitives.Multiply(new ReadOnlySpan<float>(work, n), new ReadOnlySpan<float>(gates + n, n), new Span<float>(state, n));
    }

    private static void Begin(RuntimeTensor? given, int direction, int size, float* to)
    {
        if (given is null) new Span<float>(to, size).Clear();
        else Copy(given.Pointer<float>() + (direction * size), to, size);
    }

    private static void Copy(float* from, float* to, int count) => new ReadOnlySpan<float>(from, count).CopyTo(new(to, count));
}
