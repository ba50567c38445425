using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>One LSTM cell of a TPU application: state in and out, gates as fully connected layers, the rest as vector layers.</summary>
internal sealed class TpuCell
{
    private readonly TpuBuilder _tpu;
    private readonly long _inputs;
    private readonly long _width;
    private readonly int _number;
    private readonly Value _hidden;
    private readonly Value _state;

    public TpuCell(TpuBuilder tpu, long batch, long inputs, long width, int number)
    {
        (_tpu, _inputs, _width, _number) = (tpu, inputs, width, number);
        _hidden = tpu.Net.Input($"hidden.{number}", ElementType.Int8, batch, width);
        _state = tpu.Net.Input($"state.{number}", ElementType.Float, batch, width);
    }

    /// <summary>How a cell's elementwise part is cut into layers: from the four gates and the old state to the new state and the output.</summary>
    public delegate (Value State, Value Hidden) Elementwise(Value input, Value forget, Value candidate, Value output);

    /// <summary>The cell's output as bytes, its gates over input and state side by side; the new state becomes an output of the network.</summary>
    public Value Step(Value x, Elementwise elementwise)
    {
        var joined = _tpu.Net.Node("Concat", $"cell{_number}.joined", [x, _hidden], NodeAttribute.Of("axis", 1L));
        return Step(elementwise, name => _tpu.ToReal(_tpu.Fc(joined, _inputs + _width, _width, activation: null), $"cell{_number}.{name}_real"));
    }

    /// <summary>The same with two square matrices a gate, one for the input and one for the state.</summary>
    public Value StepOfSquares(Value x, Elementwise elementwise) => Step(elementwise, _ => _tpu.FcOfTwo(x, _hidden, _width, _width));

    private Value Step(Elementwise elementwise, Func<string, Value> sum)
    {
        var (state, hidden) = elementwise(Gate("Sigmoid", "input"), Gate("Sigmoid", "forget"), Gate("Tanh", "candidate"), Gate("Sigmoid", "output"));
        _tpu.Net.Output(state, $"next_state.{_number}");
        return _tpu.ToBytes(hidden, $"cell{_number}.bytes");

        Value Gate(string nonlinearity, string name) => _tpu.Net.Node(nonlinearity, $"cell{_number}.{name}", [sum(name)]);
    }

    /// <summary>Five layers: every operation one.</summary>
    public (Value State, Value Hidden) ManyVectorLayers(Value input, Value forget, Value candidate, Value output)
    {
        var kept = Vector("Mul", _state, forget);
        var added = Vector("Mul", input, candidate);
        var state = Vector("Add", kept, added);
        return (state, Vector("Mul", output, Vector("Tanh", state)));
    }

    /// <summary>Two layers: the state's update and the output.</summary>
    public (Value State, Value Hidden) FewVectorLayers(Value input, Value forget, Value candidate, Value output)
    {
        Value state;
        using (_tpu.Layer("vector"))
        {
            var kept = _tpu.Net.Node("Mul", "keep", [_state, forget]);
            state = _tpu.Net.Node("Add", "", [kept, _tpu.Net.Node("Mul", "add", [input, candidate])]);
        }
        using var scope = _tpu.Layer("vector");
        return (state, _tpu.Net.Node("Mul", "", [output, _tpu.Net.Node("Tanh", "tanh", [state])]));
    }

    private Value Vector(string operation, params Value[] inputs)
    {
        using var scope = _tpu.Layer("vector");
        return _tpu.Net.Node(operation, "", inputs);
    }
}
