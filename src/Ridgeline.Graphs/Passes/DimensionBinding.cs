using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Gives the inputs' symbolic dimensions numbers (<c>--set seq=128</c>) and the first dimension of every input a batch (<c>--batch 8</c>), then
/// infers all shapes again.
/// </summary>
/// <param name="bindings">Numbers by name.</param>
/// <param name="batch">The batch, or null to leave it as it is.</param>
public sealed class DimensionBinding(IReadOnlyDictionary<string, long> bindings, long? batch = null) : IPass
{
    /// <inheritdoc/>
    public string Name => "dimension binding";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics)
    {
        CheckNames(model.Graph, diagnostics);
        var dims = bindings.ToDictionary(b => b.Key, b => Dim.Of(b.Value), StringComparer.Ordinal);
        foreach (var input in model.Graph.RequiredInputs)
        {
            if (input.Tensor is not { } type) continue;
            var shape = type.Shape;
            if (batch is { } n && shape.HasRank && shape.Rank > 0) shape = shape.With(0, n);
            input.Type = type with { Shape = shape.Substitute(dims) };
        }
    }

    private void CheckNames(Graph graph, DiagnosticBag diagnostics)
    {
        var names = SymbolicNames(graph);
        foreach (var name in bindings.Keys.Where(n => !names.Contains(n)))
        {
            var closest = Suggestion.Closest(name, names);
            var hint = names.Count == 0 ? "all of its inputs have fixed sizes" : $"it has {string.Join(", ", names)}{(closest is null ? "" : $"; did you mean {closest}?")}";
            diagnostics.Add(new(Severity.Error, "GRAPH106", $"no input of the network has a dimension named '{name}'", default, hint));
        }
    }

    /// <summary>The names of symbolic dimensions of a graph's inputs, in order of appearance.</summary>
    public static IReadOnlyList<string> SymbolicNames(Graph graph) =>
    [
        .. graph.RequiredInputs.Select(i => i.Tensor?.Shape).OfType<Shape>()
            .SelectMany(s => s).Select(d => d.IsName(out var name) ? name : "").Where(n => n.Length > 0).Distinct(),
    ];
}
