using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs;

/// <summary>Whether what is given is what a network asks for: names, types, shapes, and open sizes that must be equal wherever they have one name.</summary>
public static class InputCheck
{
    /// <summary>Finds all that is wrong with the tensors given.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="given">Tensors by the names of inputs, each with what diagnostics call its origin.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static void Run(Graph graph, IReadOnlyDictionary<string, (Tensor Tensor, string Origin)> given, DiagnosticBag diagnostics)
    {
        Names(graph, given.Keys, diagnostics);
        foreach (var missing in graph.RequiredInputs.Where(i => !given.ContainsKey(i.Name)))
        {
            diagnostics.Error("INPUT109", $"the input '{missing.Name}' is not given: {missing.Type?.ToString() ?? "any type"}", new(missing.Name),
                $"--input {missing.Name}=FILE.npy, or --seed N makes it");
        }
        var sizes = new Dictionary<string, (long Size, string Input)>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (!given.TryGetValue(input.Name, out var one)) continue;
            Match(input, one.Tensor, one.Origin, sizes, diagnostics);
            Odd(input, one.Tensor, one.Origin, diagnostics);
        }
    }

    /// <summary>Finds names that the network has no input of.</summary>
    public static void Names(Graph graph, IEnumerable<string> names, DiagnosticBag diagnostics)
    {
        foreach (var name in names.Where(name => !graph.Inputs.Exists(i => i.Name == name)))
        {
            var near = Suggestion.Closest(name, graph.Inputs.Select(i => i.Name));
            diagnostics.Error("INPUT110", $"the network has no input '{name}'", new(name),
                (near is null ? "" : $"did you mean '{near}'? ") + $"it has: {string.Join(", ", graph.Inputs.Select(i => i.Name))}");
        }
    }

    private static void Match(Value input, Tensor tensor, string origin, Dictionary<string, (long Size, string Input)> sizes, DiagnosticBag diagnostics)
    {
        if (input.Type is null) return;
        if (input.Tensor is not { } wanted)
        {
            diagnostics.Error("INPUT106", $"the input '{input.Name}' is {input.Type}, and a tensor is given", new(origin));
            return;
        }
        if (wanted.Element != ElementType.Undefined && tensor.Element != wanted.Element)
        {
            diagnostics.Error("INPUT106", $"the input '{input.Name}' is {wanted.Element.Spelling()}, and this is {tensor.Element.Spelling()}", new(origin), Cast(wanted.Element));
        }
        if (!wanted.Shape.HasRank) return;
        var problem = wanted.Shape.Rank != tensor.Dims.Length ? $"{tensor.Dims.Length} dimensions" : Differing(input, wanted.Shape, tensor.Dims, sizes);
        if (problem is null) return;
        diagnostics.Error("INPUT105", $"the input '{input.Name}' is {wanted}, and this is {tensor.Type}: {problem}", new(origin));
    }

    private static string? Differing(Value input, Shape wanted, long[] dims, Dictionary<string, (long Size, string Input)> sizes)
    {
        for (var i = 0; i < dims.Length; i++)
        {
            if (wanted[i].ValueOrNull is { } size && size != dims[i]) return $"dimension {i} is {dims[i]}";
            if (!wanted[i].IsName(out var name)) continue;
            if (!sizes.TryAdd(name, (dims[i], input.Name)) && sizes[name].Size != dims[i])
            {
                return $"'{name}' is {dims[i]} here and {sizes[name].Size} in '{sizes[name].Input}'";
            }
        }
        return null;
    }

    // A NaN spreads through a whole network, and no one can see later where it came from.
    private static void Odd(Value input, Tensor tensor, string origin, DiagnosticBag diagnostics)
    {
        const long largest = 1 << 24;
        if (tensor.Count > largest || tensor.Data is SeededData || ElementReader.Reals(tensor) is not { } values) return;
        var odd = values.Count(v => !double.IsFinite(v));
        if (odd > 0) diagnostics.Warning("INPUT115", $"{odd} of the {values.Length} numbers for the input '{input.Name}' are NaN or infinite", new(origin));
    }

    private static string? Cast(ElementType wanted) => wanted switch
    {
        ElementType.Float => "a.astype(np.float32)",
        ElementType.Double => "a.astype(np.float64)",
        ElementType.String => null,
        _ when wanted.BitWidth() >= 8 && (wanted.IsInteger() || wanted == ElementType.Float16) => $"a.astype(np.{wanted.Spelling()})",
        _ => null,
    };
}
