using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>The types of the inputs that a network is given: what a program is compiled for.</summary>
internal sealed class InputTypes : IEquatable<InputTypes>
{
    private readonly List<(Value Input, DataType? Type)> _types = [];
    private readonly string _key;

    private InputTypes(List<(Value, DataType?)> types, List<Value> defaults)
    {
        (_types, Defaults) = (types, defaults);
        _key = string.Join(';', _types.Select(t => $"{t.Input.Name}:{t.Type}"));
    }

    /// <summary>Inputs with a default that are given all the same.</summary>
    public IReadOnlyList<Value> Defaults { get; }

    /// <summary>The types of given values.</summary>
    /// <exception cref="DiagnosticException">One is missing, unknown, or not of the declared type.</exception>
    public static InputTypes Of(Graph graph, IReadOnlyDictionary<Value, DataType?> declared, IReadOnlyDictionary<string, RuntimeValue> inputs)
    {
        var diagnostics = new DiagnosticBag();
        InputCheck.Run(graph, declared, inputs, diagnostics);
        diagnostics.ThrowIfErrors();
        var given = graph.Inputs.Where(i => inputs.ContainsKey(i.Name)).ToList();
        var types = given.ConvertAll(i => (i, TypeOf(inputs[i.Name]) ?? declared[i]));
        return new(types, given.FindAll(i => i.IsConstant));
    }

    /// <summary>Writes the types into the graph's inputs.</summary>
    public void Apply(Graph graph)
    {
        foreach (var (input, type) in _types) input.Type = type;
    }

    /// <inheritdoc/>
    public bool Equals(InputTypes? other) => other is not null && _key == other._key;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InputTypes);

    /// <inheritdoc/>
    public override int GetHashCode() => _key.GetHashCode(StringComparison.Ordinal);

    // Containers keep their declared type: their tensors' shapes may differ from item to item.
    private static DataType? TypeOf(RuntimeValue value) => value is RuntimeTensor tensor ? new TensorType(tensor.Element, Shape.Of(tensor.Dims)) : null;
}
