using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Cli.Commands;

/// <summary>The sizes that a user gives to a network's inputs, and the one that is assumed: a batch that has a name and no number is 1.</summary>
internal sealed class AskedSizes(string network, Dictionary<string, long> named, long? batch)
{
    private string? _assumed;

    private bool Rebinds => named.Count > 0 || batch is not null || _assumed is not null;

    /// <summary>Gives dimensions their numbers, before anything is folded that depends on them.</summary>
    /// <exception cref="DiagnosticException">The network has no such sizes.</exception>
    public void Bind(Model model, DiagnosticBag diagnostics)
    {
        var before = diagnostics.HasErrors;
        _assumed = batch is null ? OpenBatch(model.Graph) : null;
        if (Rebinds) new DimensionBinding(named, batch ?? (_assumed is null ? null : 1)).Run(model, diagnostics);
        if (!before && diagnostics.HasErrors) throw Refusal(diagnostics);
    }

    /// <summary>Infers all shapes from the bound inputs.</summary>
    /// <exception cref="DiagnosticException">The sizes do not fit the network.</exception>
    public InferenceResult Infer(Model model, DiagnosticBag diagnostics)
    {
        var before = diagnostics.HasErrors;
        var inference = new ShapeInference(keepDeclared: !Rebinds).Infer(model, diagnostics);
        if (named.Count == 0 && batch is null) return inference;
        // With sizes of the user's own, an impossible shape is the user's mistake and not the file's.
        if (before || !diagnostics.HasErrors) return inference;
        diagnostics.Error("CLI104", "the sizes given do not fit the network", new(network),
            "some exporters write the batch into Reshape targets: export with a symbolic batch");
        throw Refusal(diagnostics);
    }

    /// <summary>What was assumed, and what is still open.</summary>
    public IEnumerable<string> Notes(Model model, NetworkProfile profile)
    {
        if (_assumed is not null) yield return $"the batch {_assumed} has no number in the file and is taken as 1: --batch N changes it";
        var open = DimensionBinding.SymbolicNames(model.Graph);
        var uncounted = profile.Layers.Count(l => l.Work is null);
        if (open.Count == 0 || uncounted == 0) yield break;
        var lack = open.Count == 1 ? "has no number" : "have no numbers";
        yield return $"{uncounted} of {profile.Layers.Count} layers cannot be counted while {string.Join(" and ", open)} {lack}: "
            + $"add {string.Join(' ', open.Select(name => $"--set {name}=N"))}";
    }

    private string? OpenBatch(Graph graph)
    {
        var open = false;
        foreach (var input in graph.RequiredInputs)
        {
            if (input.Tensor?.Shape is not { HasRank: true, Rank: > 0 } shape) continue;
            if (shape[0].IsName(out var name)) return named.ContainsKey(name) ? null : $"'{name}'";
            open |= shape[0].IsUnknown;
        }
        return open ? "of the inputs" : null;
    }

    private DiagnosticException Refusal(DiagnosticBag diagnostics) =>
        new([.. diagnostics.All.Select(d => d.Spot.File is null ? d with { Spot = d.Spot with { File = network } } : d)], diagnostics.Omitted);
}
