using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>The types of the inputs that a network is given: what a program is compiled for.</summary>
internal sealed class InputTypes : IEquatable<InputTypes>
{
    private readonly List<Value> _inputs;
    private readonly List<DataType?> _types;

    private InputTypes(List<Value> inputs, List<DataType?> types) => (_inputs, _types, Defaults) = (inputs, types, inputs.FindAll(i => i.IsConstant));

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
        return new(given, [.. given.Select(i => TypeOf(inputs[i.Name]) ?? declared[i])]);
    }

    /// <summary>Writes the types into the graph's inputs.</summary>
    public void Apply(Graph graph)
    {
        for (var i = 0; i < _inputs.Count; i++) _inputs[i].Type = _types[i];
    }

    /// <inheritdoc/>
    public bool Equals(InputTypes? other) => other is not null && _inputs.SequenceEqual(other._inputs) && _types.SequenceEqual(other._types);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as InputTypes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_inputs.Count, _types.Count > 0 ? _types[0] : null);

    // Containers keep their declared type: their tensors' shapes may differ from item to item.
    private static DataType? TypeOf(RuntimeValue value) => value is RuntimeTensor tensor ? new TensorType(tensor.Element, Shape.Of(tensor.Dims)) : null;
}
