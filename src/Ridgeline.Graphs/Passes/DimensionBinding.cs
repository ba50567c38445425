using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Gives the inputs' symbolic dimensions numbers (<c>--set seq=128</c>) and their leading dimension a batch (<c>--batch 8</c>). All other shapes are
/// stale after it: inference must run again without what was declared.
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
        var inputs = model.Graph.RequiredInputs.Where(i => i.Tensor is not null).ToList();
        if (batch is { } n) BindBatch(inputs, n, dims);
        foreach (var input in inputs)
        {
            if (input.Tensor is { } type) input.Type = type.Substitute(dims);
        }
    }

    // Which dimension is the batch, no file says. If leading dimensions have names, the first input's name is it; if they are all numbers, it is the
    // leading number of the first input, wherever an input leads with the same one.
    private static void BindBatch(List<Value> inputs, long n, Dictionary<string, Dim> dims)
    {
        var leading = inputs.Where(i => i.Tensor!.Shape is { HasRank: true, Rank: > 0 }).ToList();
        var named = leading.Select(i => i.Tensor!.Shape[0].IsName(out var name) ? name : null).FirstOrDefault(name => name is not null);
        if (named is not null) dims[named] = n;
        var open = named is not null || leading.Exists(i => i.Tensor!.Shape[0].IsUnknown);
        var first = leading.Count > 0 ? leading[0].Tensor!.Shape[0] : Dim.Unknown;
        foreach (var input in leading)
        {
            var type = input.Tensor!;
            if (open ? type.Shape[0].IsUnknown : type.Shape[0] == first) input.Type = type with { Shape = type.Shape.With(0, n) };
        }
    }

    private void CheckNames(Graph graph, DiagnosticBag diagnostics)
    {
        var names = SymbolicNames(graph);
        foreach (var name in bindings.Keys.Where(n => !names.Contains(n)))
        {
            var closest = Suggestion.Closest(name, names);
            var hint = names.Count == 0 ? "all of its inputs have fixed sizes" : $"it has {string.Join(", ", names)}{(closest is null ? "" : $"; did you mean {closest}?")}";
            diagnostics.Error("GRAPH106", $"no input of the network has a dimension named '{name}'", hint: hint);
        }
    }

    /// <summary>The names of symbolic dimensions of a graph's inputs, in order of appearance.</summary>
    public static IReadOnlyList<string> SymbolicNames(Graph graph) =>
    [
        .. graph.RequiredInputs.Select(i => i.Tensor?.Shape).OfType<Shape>()
            .SelectMany(s => s).Select(d => d.IsName(out var name) ? name : "").Where(n => n.Length > 0).Distinct(),
    ];
}
