using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Gives the inputs' symbolic dimensions numbers (<c>--set seq=128</c>) and their leading dimension a batch (<c>--batch 8</c>). It runs before
/// constants are folded, because shapes that were fixed in the file may change; inference runs after it.
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
        var dims = new Dictionary<string, Dim>(StringComparer.Ordinal);
        foreach (var (name, number) in bindings) dims[name] = Dim.Of(number);
        var inputs = model.Graph.RequiredInputs.Where(i => i.Tensor is not null).ToList();
        if (batch is { } n && BindBatch(inputs, n, dims, diagnostics)) ForgetShapes(model.Graph);
        foreach (var value in ShapeInference.Typed(model.Graph)) value.Type = value.Type?.Substitute(dims);
    }

    // Which dimension is the batch, no file says. If leading dimensions have names, the first input's name is it; if they are all numbers, it is the
    // leading number of the first input, wherever an input leads with the same one. Returns whether an input's type was overwritten.
    private static bool BindBatch(List<Value> inputs, long n, Dictionary<string, Dim> dims, DiagnosticBag diagnostics)
    {
        var leading = inputs.Where(i => i.Tensor!.Shape is { HasRank: true, Rank: > 0 }).ToList();
        if (leading.Count == 0)
        {
            diagnostics.Error("GRAPH107", "no input of the network has a leading dimension that could be a batch");
            return false;
        }
        var named = leading.Select(i => i.Tensor!.Shape[0].IsName(out var name) ? name : null).FirstOrDefault(name => name is not null);
        if (named is not null && dims.TryGetValue(named, out var given) && given != n)
        {
            diagnostics.Error("GRAPH107", $"the batch is the dimension '{named}', which is also set to {given}", hint: "give one of the two");
        }
        if (named is not null) dims[named] = n;
        var open = named is not null || leading.Exists(i => i.Tensor!.Shape[0].IsUnknown);
        var first = leading[0].Tensor!.Shape[0];
        var fits = leading.Where(i => i.Tensor!.Shape[0] is var dim && (open ? dim.IsUnknown : dim == first)).ToList();
        foreach (var input in fits) input.Type = input.Tensor! with { Shape = input.Tensor.Shape.With(0, n) };
        return fits.Count > 0;
    }

    // What the file declares of inner values was true of another batch.
    private static void ForgetShapes(Graph graph)
    {
        foreach (var node in graph.Nodes)
        {
            foreach (var output in node.Outputs)
            {
                if (output is { IsConstant: false }) output.Type = Shapeless(output.Type);
            }
            foreach (var body in node.Subgraphs)
            {
                foreach (var input in body.Inputs) input.Type = Shapeless(input.Type);
                ForgetShapes(body);
            }
        }
    }

    private static DataType? Shapeless(DataType? type) => type switch
    {
        TensorType tensor => tensor with { Shape = Shape.Unknown },
        SequenceType list => new SequenceType(Shapeless(list.Item)),
        OptionalType optional => new OptionalType(Shapeless(optional.Item)),
        _ => null,
    };

    private void CheckNames(Graph graph, DiagnosticBag diagnostics)
    {
        var names = SymbolicNames(graph);
        foreach (var (name, number) in bindings)
        {
            if (number < 0) diagnostics.Error("GRAPH107", $"the dimension '{name}' cannot be {number}", hint: "a dimension is at least 0");
            if (names.Contains(name)) continue;
            var closest = Suggestion.Closest(name, names);
            var hint = names.Count == 0 ? "all of its inputs have fixed sizes" : $"it has {string.Join(", ", names)}{(closest is null ? "" : $"; did you mean {closest}?")}";
            diagnostics.Error("GRAPH106", $"no input of the network has a dimension named '{name}'", hint: hint);
        }
    }

    /// <summary>The names of symbolic dimensions of a graph's inputs, in order of appearance.</summary>
    public static IReadOnlyList<string> SymbolicNames(Graph graph)
    {
        var names = new List<string>();
        foreach (var input in graph.RequiredInputs)
        {
            foreach (var dim in input.Tensor?.Shape ?? Shape.Unknown)
            {
                if (dim.IsName(out var name) && !names.Contains(name)) names.Add(name);
            }
        }
        return names;
    }
}
