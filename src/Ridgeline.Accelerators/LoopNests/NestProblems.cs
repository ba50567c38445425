using System.Globalization;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests;

/// <summary>Says why a mapping, or every mapping, is impossible.</summary>
public static class NestProblems
{
    /// <summary>Why a search found nothing.</summary>
    public static IEnumerable<Diagnostic> Of(NestSearchResult found)
    {
        if (found.Reason is { } reason)
            yield return Diagnostic.Error("NEST201", $"no mapping {(found.ProvenOptimal ? "fits" : "was found")}: {reason}",
                hint: found.ProvenOptimal ? "loosen the constraints, or enlarge the memory" : "--prove searches on until one is found or there is none");
        foreach (var shortfall in found.Shortfalls)
        {
            yield return Diagnostic.Error("NEST201", "no mapping fits, even with the smallest tiles that the constraints allow: " + Sentence(shortfall),
                hint: "enlarge it, or let a tensor pass by");
        }
    }

    /// <summary>Why a mapping cannot be: memories too small, meshes too narrow, a tensor that is nowhere.</summary>
    public static IEnumerable<Diagnostic> Of(NestEvaluator evaluator, NestMapping mapping)
    {
        var (workload, architecture) = (evaluator.Workload, evaluator.Architecture);
        foreach (var shortfall in evaluator.Shortfalls(mapping)) yield return Diagnostic.Error("NEST202", "the mapping does not fit: " + Sentence(shortfall));
        for (var level = 0; level < mapping.Levels.Count; level++)
        {
            var (x, y) = (1L, 1L);
            foreach (var loop in mapping.Levels[level].Spatial)
            {
                if (loop.IsVertical) y *= loop.Factor;
                else x *= loop.Factor;
            }
            if (x > architecture.FanoutX(level) || y > architecture.FanoutY(level))
            {
                yield return Diagnostic.Error("NEST203",
                    $"'{architecture.Memories[level].Name}' feeds {architecture.FanoutX(level)} x {architecture.FanoutY(level)} instances, "
                    + $"and the mapping spreads over {x} x {y}");
            }
        }
        for (var t = 0; t < workload.Tensors.Count; t++)
        {
            if (!mapping.Levels.Any(level => level.Keeps[t]))
                yield return Diagnostic.Error("NEST204", $"no memory keeps '{workload.Tensors[t].Name}'", hint: "keep it at least in the outermost one");
        }
    }

    private static string Sentence(CapacityShortfall s)
        => $"'{s.Level}' would have to hold {N(s.Words)} words and holds {N(s.Capacity)}: {N(s.MissingBytes)} bytes are missing, "
            + $"most of it is '{s.Tensor}' with {N(s.TensorWords)} words";

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
