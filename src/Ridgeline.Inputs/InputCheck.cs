using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs;

/// <summary>What can be told of inputs before a network sees them. Types and shapes are the runtime's to check.</summary>
public static class InputCheck
{
    private const long MostChecked = 1 << 24;

    /// <summary>Finds names that the network has no input of.</summary>
    public static void Names(Graph graph, IEnumerable<string> names, DiagnosticBag diagnostics)
    {
        foreach (var name in names.Where(name => !graph.Inputs.Exists(i => i.Name == name)))
        {
            var near = Suggestion.Closest(name, graph.Inputs.Select(i => i.Name));
            diagnostics.Error("INPUT110", $"the network has no input '{name}'", new(name),
                (near is null ? "" : $"did you mean '{near}'? ") + $"it has: {string.Join(", ", graph.RequiredInputs.Select(i => i.Name))}");
        }
    }

    /// <summary>Warns of numbers that are none: a NaN spreads through a whole network, and no one can see later where it came from.</summary>
    public static void Numbers(string input, Tensor tensor, string origin, DiagnosticBag diagnostics)
    {
        if (tensor.Count > MostChecked || ElementReader.Reals(tensor) is not { } values) return;
        var odd = values.Count(v => !double.IsFinite(v));
        if (odd > 0) diagnostics.Warning("INPUT115", $"{odd} of the {values.Length} numbers for the input '{input}' are NaN or infinite", new(origin));
    }

    /// <summary>What the sizes of given tensors say of the network's open dimensions: a name each.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="given">Dimensions by the names of inputs.</param>
    public static Dictionary<string, Dim> Sizes(Graph graph, IReadOnlyDictionary<string, long[]> given)
    {
        var sizes = new Dictionary<string, Dim>(StringComparer.Ordinal);
        foreach (var input in graph.Inputs)
        {
            if (!given.TryGetValue(input.Name, out var dims) || input.Tensor?.Shape is not { HasRank: true } shape || shape.Rank != dims.Length) continue;
            for (var i = 0; i < dims.Length; i++)
            {
                if (shape[i].IsName(out var name)) sizes.TryAdd(name, Dim.Of(dims[i]));
            }
        }
        return sizes;
    }
}
