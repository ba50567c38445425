using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Compares what a network is given with what it declares.</summary>
internal static class InputCheck
{
    /// <summary>Adds an error for each input that is missing (RUN104), unknown (RUN105), of another kind or element type (RUN106) or shape (RUN107).</summary>
    public static void Run(Graph graph, IReadOnlyDictionary<Value, DataType?> declared, IReadOnlyDictionary<string, RuntimeValue> inputs, DiagnosticBag diagnostics)
    {
        var names = graph.Inputs.ConvertAll(i => i.Name);
        foreach (var name in inputs.Keys.Where(n => !names.Contains(n)))
        {
            var closest = Suggestion.Closest(name, names);
            diagnostics.Error("RUN105", $"the network has no input '{name}'", hint: closest is null ? $"it has {string.Join(", ", names)}" : $"did you mean '{closest}'?");
        }
        var sizes = new Dictionary<string, (long Size, string Input)>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            var type = declared[input];
            if (!inputs.TryGetValue(input.Name, out var value))
            {
                if (!input.IsConstant) diagnostics.Error("RUN104", $"the input '{input.Name}' ({type}) is missing", hint: Missing(input));
            }
            else if (type is TensorType tensor)
            {
                Check(input.Name, tensor, value, sizes, diagnostics);
            }
        }
    }

    private static string Missing(Value input) => $"give it with --input {input.Name}=FILE, or let --seed N make up what is not given";

    private static string? Reshaping(RuntimeTensor tensor, Shape wanted) =>
        wanted.IsFullyKnown && Tensor.CountOf(wanted.ToNumbers()) == tensor.Count
        ? $"it has as many elements: a.reshape({string.Join(", ", wanted.ToNumbers())})" : null;

    private static void Check(string name, TensorType declared, RuntimeValue value, Dictionary<string, (long Size, string Input)> sizes, DiagnosticBag diagnostics)
    {
        if (value is not RuntimeTensor tensor || (declared.Element != ElementType.Undefined && tensor.Element != declared.Element))
        {
            var hint = $"save it with the elements that are wanted: {declared.Element.Spelling()}";
            diagnostics.Error("RUN106", $"the input '{name}' is {value}, but the network wants {declared}", hint: hint);
            return;
        }
        if (!declared.Shape.HasRank) return;
        var fits = declared.Shape.Rank == tensor.Rank;
        for (var i = 0; fits && i < tensor.Rank; i++) fits = !declared.Shape[i].IsKnown || declared.Shape[i].Value == tensor.Dims[i];
        if (!fits) diagnostics.Error("RUN107", $"the input '{name}' is {tensor}, but the network wants {declared}", hint: Reshaping(tensor, declared.Shape));
        for (var i = 0; fits && i < tensor.Rank; i++)
        {
            if (!declared.Shape[i].IsName(out var dim)) continue;
            if (sizes.TryAdd(dim, (tensor.Dims[i], name)) || sizes[dim].Size == tensor.Dims[i]) continue;
            diagnostics.Error("RUN107", $"the dimension '{dim}' is {sizes[dim].Size} in '{sizes[dim].Input}' and {tensor.Dims[i]} in '{name}'");
        }
    }
}
