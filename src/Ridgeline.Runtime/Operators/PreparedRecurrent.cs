using System.Text;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;
using Ridgeline.Runtime.Kernels.Recurrent;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// LSTM, GRU and plain layers of floats with their usual activations, by the kernels: one product for the inputs of all steps, then at each step one for the state,
/// added to it. Sequence lengths, first states, peepholes and clipping included.
/// </summary>
internal sealed unsafe class PreparedRecurrent
{
    private static readonly string[] s_lstm = ["sigmoid", "tanh", "tanh"];
    private static readonly string[] s_gru = ["sigmoid", "tanh"];
    private static readonly string[] s_tanh = ["tanh"];
    private static readonly string[] s_relu = ["relu"];

    private readonly RecurrentWeights[] _weights;
    private readonly long[] _from, _steps, _states;
    private readonly bool _reverse;
    private readonly RecurrentCall _call;
    private readonly long _scratch, _stateBytes;

    private PreparedRecurrent(Preparation p, int gates, Activation? simple = null)
    {
        var (from, w, r) = (p.Dims(0)!, p.Dims(1)!, p.Dims(2)!);
        var batchFirst = p.Node.Int("layout", 0) != 0;
        var (time, batch) = batchFirst ? (from[1], from[0]) : (from[0], from[1]);
        var (directions, hidden, clip) = ((int)w[0], (int)r[2], p.Node.Float("clip", 0));
        _call = new()
        {
            Steps = (int)time, Batch = (int)batch, InputSize = (int)w[2], HiddenSize = hidden, YStep = directions * (nint)batch * hidden,
            Clip = clip > 0 ? clip : float.PositiveInfinity, Simple = simple ?? new(UnaryKind.Tanh),
        };
        (_from, _reverse) = (from, p.Node.Text("direction", "forward") == "reverse");
        _steps = batchFirst ? [batch, time, directions, hidden] : [time, directions, batch, hidden];
        _states = batchFirst ? [batch, directions, hidden] : [directions, batch, hidden];
        _weights = Weights(p, gates, directions);
        _stateBytes = batch * hidden * sizeof(float);
        _scratch = RecurrentNetwork.ScratchBytes(_call, gates) + (2 * _stateBytes);
        p.Scratch(_scratch);
    }

    /// <summary>LSTM; null if the node asks for what only the plain form has.</summary>
    public static Action<OperatorContext>? PrepareLstm(Preparation p) =>
        p.Node.Int("input_forget", 0) == 0 && Serves(p, s_lstm) && (!p.Has(7) || p.IsConstant(7)) ? new PreparedRecurrent(p, 4).Run : null;

    /// <summary>GRU; null if the node asks for what only the plain form has.</summary>
    public static Action<OperatorContext>? PrepareGru(Preparation p) => Serves(p, s_gru) ? new PreparedRecurrent(p, 3).Run : null;

    /// <summary>A plain layer with tanh or ReLU; null if the node asks for what only the plain form has.</summary>
    public static Action<OperatorContext>? PrepareSimple(Preparation p)
    {
        if (p.Node.Float("clip", 0) > 0) return null;
        if (Serves(p, s_tanh)) return new PreparedRecurrent(p, 1).Run;
        return p.Node.Attributes.ContainsKey("activations") && Serves(p, s_relu) ? new PreparedRecurrent(p, 1, new(UnaryKind.Relu)).Run : null;
    }

    // A batch that comes first is one sequence: then nothing lies elsewhere.
    private static bool Serves(Preparation p, string[] usual)
    {
        if (p.Element(0) != ElementType.Float || !p.IsConstant(1) || !p.IsConstant(2) || (p.Has(3) && !p.IsConstant(3))) return false;
        if (p.Dims(0) is not { Length: 3 } dims || Tensor.CountOf(dims) == 0 || (p.Node.Int("layout", 0) != 0 && dims[0] != 1)) return false;
        if (p.Has(4) && p.Element(4) != ElementType.Int32) return false;
        var named = p.Node.Attributes.GetValueOrDefault("activations")?.As<ReadOnlyMemory<byte>[]>() ?? [];
        for (var i = 0; i < named.Length; i++)
        {
            if (!Encoding.UTF8.GetString(named[i].Span).Equals(usual[i % usual.Length], StringComparison.OrdinalIgnoreCase)) return false;
        }
        return true;
    }

    private RecurrentWeights[] Weights(Preparation p, int gates, int directions)
    {
        var (input, hidden) = (_call.InputSize, _call.HiddenSize);
        var inputs = p.Absorb(1, t => Each(t, d => RecurrentWeights.PackInput(d, gates, input, hidden)));
        var states = p.Absorb(2, t => Each(t, d => RecurrentState.Of(d, gates, hidden)));
        var (bias, peepholes) = (p.Constant(3), p.Constant(7));
        var resetLast = p.Node.Int("linear_before_reset", 0) != 0;
        var weights = new RecurrentWeights[directions];
        for (var d = 0; d < directions; d++) weights[d] = new(inputs[d], states[d], Part(bias, d), Part(peepholes, d), gates, resetLast);
        return weights;

        T[] Each<T>(RuntimeTensor tensor, Packing<T> pack)
        {
            var packed = new T[directions];
            for (var d = 0; d < directions; d++) packed[d] = pack(Part(tensor, d));
            return packed;
        }

        float* Part(RuntimeTensor? tensor, int direction) => tensor is null ? null : tensor.Pointer<float>() + (direction * (tensor.Count / directions));
    }

    private void Run(OperatorContext x)
    {
        var input = x.Input(0, _from);
        var all = x.Wants(0) ? x.Output(0, ElementType.Float, _steps) : null;
        var last = x.Wants(1) ? x.Output(1, ElementType.Float, _states) : null;
        var lastCell = x.Wants(2) ? x.Output(2, ElementType.Float, _states) : null;
        var scratch = x.Scratch(_scratch);
        var hidden = (float*)scratch;
        var cell = (float*)(scratch + _stateBytes);
        var work = scratch + (2 * _stateBytes);
        for (var d = 0; d < _weights.Length; d++)
        {
            Begin(x.Optional(5), d, hidden);
            Begin(_weights[d].Gates == 4 ? x.Optional(6) : null, d, cell);
            var call = _call;
            call.X = input.Pointer<float>();
            call.Hidden = hidden;
            call.Cell = cell;
            call.Reverse = _reverse || d == 1;
            if (all is not null) call.Y = all.Pointer<float>() + (d * (_stateBytes / sizeof(float)));
            if (x.Optional(4) is { } lengths) call.Lengths = lengths.Pointer<int>();
            RecurrentNetwork.Run(call, _weights[d], x.Pool, work);
            End(hidden, last, d);
            End(cell, lastCell, d);
        }
    }

    private void Begin(RuntimeTensor? given, int direction, float* state)
    {
        if (given is null) new Span<byte>(state, (int)_stateBytes).Clear();
        else Buffer.MemoryCopy((byte*)given.Pointer<float>() + (direction * _stateBytes), state, _stateBytes, _stateBytes);
    }

    private void End(float* state, RuntimeTensor? made, int direction)
    {
        if (made is not null) Buffer.MemoryCopy(state, (byte*)made.Pointer<float>() + (direction * _stateBytes), _stateBytes, _stateBytes);
    }

    private delegate T Packing<out T>(float* part);
}
