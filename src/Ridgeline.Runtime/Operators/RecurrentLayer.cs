using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Runs a recurrent cell over sequences: directions, lengths, layouts, initial states.</summary>
internal sealed class RecurrentLayer
{
    private readonly OperatorContext _x;
    private readonly IRecurrentCell _cell;
    private readonly RuntimeTensor _input;
    private readonly bool _batchFirst;
    private readonly int _time, _batch, _hidden, _directions;
    private readonly RuntimeTensor? _all, _last, _lastCell;

    private RecurrentLayer(OperatorContext x, IRecurrentCell cell)
    {
        (_x, _cell, _input) = (x, cell, x.Input(0));
        _batchFirst = x.Node.Int("layout", 0) != 0;
        (_time, _batch) = _batchFirst ? ((int)_input.Dims[1], (int)_input.Dims[0]) : ((int)_input.Dims[0], (int)_input.Dims[1]);
        (_directions, _hidden) = ((int)x.Input(2).Dims[0], (int)x.Input(2).Dims[2]);
        long[] states = _batchFirst ? [_batch, _directions, _hidden] : [_directions, _batch, _hidden];
        long[] steps = _batchFirst ? [_batch, _time, _directions, _hidden] : [_time, _directions, _batch, _hidden];
        _all = x.Wants(0) ? x.Output(0, _input.Element, steps) : null;
        _last = x.Wants(1) ? x.Output(1, _input.Element, states) : null;
        _lastCell = x.Wants(2) ? x.Output(2, _input.Element, states) : null;
        _all?.Bytes.Clear();
    }

    /// <summary>The row's Run.</summary>
    public static void Run(OperatorContext x, IRecurrentCell cell)
    {
        var layer = new RecurrentLayer(x, cell);
        for (var d = 0; d < layer._directions; d++) layer.RunDirection(d);
    }

    private void RunDirection(int direction)
    {
        var lengths = _x.Integers(4);
        var step = new RecurrentStep(_hidden, _cell.Gates)
        {
            W = Part(1, direction), R = Part(2, direction), B = Part(3, direction), P = Part(7, direction),
            Functions = Functions(direction), Clip = _x.Node.Float("clip", 0), X = new double[_input.Dims[2]],
        };
        var backward = _x.Node.Text("direction", "forward") is var way && (way == "reverse" || (way == "bidirectional" && direction == 1));
        for (var b = 0; b < _batch; b++)
        {
            var state = StateAt(direction, b);
            Initial(5, state, step.State);
            Initial(6, state, step.Cell);
            var length = (int)(lengths?[b] ?? _time);
            for (var t = 0; t < length; t++) RunStep(step, backward ? length - 1 - t : t, b, direction);
            for (var j = 0; j < _hidden; j++)
            {
                if (_last is not null) Write(_last, state + j, step.State[j]);
                if (_lastCell is not null) Write(_lastCell, state + j, step.Cell[j]);
            }
        }
    }

    private void RunStep(RecurrentStep step, int t, int b, int direction)
    {
        var from = (_batchFirst ? (b * _time) + t : (t * _batch) + b) * step.X.Length;
        for (var i = 0; i < step.X.Length; i++) step.X[i] = ScalarReading.Real(_input, from + i);
        _cell.Step(step);
        step.Next.CopyTo(step.State, 0);
        if (_all is null) return;
        var to = (_batchFirst ? (((b * _time) + t) * _directions) + direction : (((t * _directions) + direction) * _batch) + b) * _hidden;
        for (var j = 0; j < _hidden; j++) Write(_all, to + j, step.State[j]);
    }

    private int StateAt(int direction, int b) => (_batchFirst ? (b * _directions) + direction : (direction * _batch) + b) * _hidden;

    private void Initial(int input, int from, double[] state)
    {
        var given = _cell.Gates == 4 || input == 5 ? _x.Optional(input) : null;
        for (var j = 0; j < _hidden; j++) state[j] = given is null ? 0 : ScalarReading.Real(given, from + j);
    }

    private double[] Part(int input, int direction)
    {
        if (_x.Optional(input) is not { } tensor) return [];
        var each = (int)(tensor.Count / _directions);
        return [.. Enumerable.Range(direction * each, each).Select(i => ScalarReading.Real(tensor, i))];
    }

    private Func<double, double>[] Functions(int direction)
    {
        var count = _cell.Activations.Length;
        var named = _x.Node.Attributes.GetValueOrDefault("activations")?.As<ReadOnlyMemory<byte>[]>();
        var (alphas, betas) = (_x.Node.Floats("activation_alpha"), _x.Node.Floats("activation_beta"));
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                var at = (direction * count) + i;
                var name = named is null ? _cell.Activations[i] : Encoding.UTF8.GetString(named[at].Span);
                return Activations.Recurrent(name, at < alphas?.Length ? alphas[at] : null, at < betas?.Length ? betas[at] : null)
                    ?? throw new OperatorException($"there is no activation '{name}'");
            }),
        ];
    }

    private static void Write(RuntimeTensor tensor, int at, double value)
    {
        if (tensor.Element == ElementType.Float) tensor.Span<float>()[at] = (float)value;
        else tensor.Span<double>()[at] = value;
    }
}
