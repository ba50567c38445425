using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.LoopNests.Sparsity;

/// <summary>What becomes of the computations that are left: done, held still, or passed over.</summary>
internal static class ComputeSplit
{
    public static (double Done, double Gated, double Skipped) Of(double computes, IReadOnlyList<int> operands, SparseAnalysis analysis, NestFrame frame,
        IReadOnlyList<bool> reaches, IReadOnlyList<double> share, SparseTreatment? treatment)
    {
        // Each operand is there and not zero, there and zero, or not there.
        var states = operands.Select(t => (Tensor: t, Density: Density(t, operands, frame, reaches, share), Stored: IsStored(t))).ToList();
        var (full, absentAll) = (1.0, 1.0);
        var present = 1.0;
        foreach (var (_, density, stored) in states)
        {
            full *= density;
            present *= stored ? density : 1;
            absentAll *= stored ? 1 - density : 0;
        }
        var zero = present - full;
        var unmatched = 1 - present - absentAll;
        var (gates, skips) = (treatment?.GatesZeros ?? false, treatment?.SkipsUnmatched ?? false);
        var skipped = skips ? Math.Floor(computes * unmatched + 1e-6) : 0;
        var gated = gates ? Math.Floor(computes * (zero + (skips ? 0 : unmatched)) + 1e-6) : 0;
        var gone = Math.Floor(computes * absentAll + 1e-6);
        return (computes - skipped - gated - gone, gated, skipped);

        bool IsStored(int t)
        {
            for (var level = 0; level < frame.Levels; level++)
            {
                if (analysis[level, t].IsKept) return analysis[level, t].HasMetadata;
            }
            return false;
        }
    }

    // Where accesses of another operand were left out for want of this one, what is left meets more of it.
    private static double Density(int t, IReadOnlyList<int> operands, NestFrame frame, IReadOnlyList<bool> reaches, IReadOnlyList<double> share)
    {
        var density = Math.Round((frame.Workload.Tensors[t].Density?.Density ?? 1) * 1e6) / 1e6;
        foreach (var other in operands)
        {
            if (other != t && reaches[other] && share[other] < 1) density /= 1 - share[other];
        }
        return Math.Clamp(density, 0, 1);
    }
}
