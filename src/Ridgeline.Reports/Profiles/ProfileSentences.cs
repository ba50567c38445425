using System.Globalization;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Profiles;

/// <summary>What a profile says, in sentences: the first lines of every page.</summary>
public static class ProfileSentences
{
    private const int MostNamed = 4, MostNotes = 4;

    // A stray zero is no sparsity.
    private const double LeastSparsity = 0.01;

    /// <summary>The sentences, in order of weight.</summary>
    public static IEnumerable<string> Of(NetworkProfile profile)
    {
        yield return $"{profile.Network}: {Signature(profile)}";
        // What the numbers leave out comes before the numbers.
        foreach (var note in profile.Notes.Take(MostNotes)) yield return $"Note: {note}.";
        if (profile.Notes.Count > MostNotes) yield return $"... and {profile.Notes.Count - MostNotes} more notes: -o json and --save report.html have all.";
        foreach (var sentence in Facts(profile).Skip(1)) yield return sentence;
        if (profile.Training is not { } training) yield break;
        foreach (var sentence in Training(profile, training)) yield return sentence;
    }

    /// <summary>What goes in and comes out, and what that costs.</summary>
    internal static IEnumerable<string> Facts(NetworkProfile profile)
    {
        yield return Signature(profile);
        yield return Totals(profile);
        if (Difference(profile) is { } difference) yield return difference;
        yield return Peak(profile);
        if (profile.Sparsity is { Value: >= LeastSparsity } sparsity) yield return $"Of the stored weights {sparsity} are zero.";
    }

    private static string Signature(NetworkProfile profile) => $"{Some(profile.Inputs)} -> {Some(profile.Outputs)}";

    // A decoder has two outputs a layer; the first few tell how they look.
    private static string Some(IReadOnlyList<string> values) =>
        string.Join("; ", values.Take(MostNamed)) + (values.Count > MostNamed ? $"; ... and {values.Count - MostNamed} more" : "");

    private static string Totals(NetworkProfile profile)
    {
        var work = profile.Work;
        var intensity = profile.Moved.Value > 0 ? $"; {work.Flops.Per(profile.Moved).ToString("G3", CultureInfo.InvariantCulture)} FLOP a byte moved" : "";
        return $"{N(work.Macs.Value)} MACs ({work.Macs}), {work.Flops} in all; {N(profile.Parameters)} parameters; weights {profile.WeightBytes}{intensity}.";
    }

    /// <summary>Why a count in another convention is not the number of MACs; null where it is.</summary>
    private static string? Difference(NetworkProfile profile)
    {
        if (profile.Options.Counting != CountingConvention.Pthflops) return null;
        var extra = profile.Layers.GroupBy(l => l.Op)
            .Select(g => (Op: g.Key, More: g.Aggregate(Int128.Zero, (sum, l) => sum + (l.Ops?.Value ?? 0) - (l.Work?.Macs.Value ?? 0))))
            .Where(d => d.More != 0);
        var terms = string.Join("", extra.Select(d => $" {(d.More < 0 ? '-' : '+')} {N(Int128.Abs(d.More))} {d.Op}"));
        return $"pthflops counts {N(profile.Ops.Value)} = {N(profile.Work.Macs.Value)} MACs{terms}: it adds a convolution's bias additions, "
            + "2 for each output of a ReLU and the "
            + "comparisons of a max-pool, leaves out the bias of a Gemm, and takes each MAC as one. So its total is neither MACs nor FLOPs.";
    }

    private static string Peak(NetworkProfile profile)
    {
        var memory = profile.Memory;
        var at = memory.Steps.Count > 0 ? $" at {memory.Steps[memory.PeakStep].Name}" : "";
        var unsized = memory.Unsized > 0 ? $"; {memory.Unsized} tensors of unknown size are left out" : "";
        var fits = profile.Options.Memory is { } device ? Fits(memory.Peak, device) : "";
        return $"Peak memory {memory.Peak}: weights {memory.Resident} and activations {memory.PeakActivations}{at}{fits}{unsized}.";
    }

    /// <summary>What a training step does and holds, and why one layer tells little of it.</summary>
    internal static IEnumerable<string> Training(NetworkProfile profile, TrainingProfile training)
    {
        var step = training.Forward.Flops + training.Recomputed.Flops + training.Backward.Flops + training.Update;
        yield return $"A training step with {training.Optimizer.ToString().ToLowerInvariant()} does {step} and holds {training.States} "
            + $"of weights, gradients and optimizer state; by liveness its peak is {training.Memory.Peak}.";
        var largest = profile.Layers.Where(l => l.WorkingSet is not null).MaxBy(l => l.WorkingSet!.Value.Value);
        if (largest is null) yield break;
        var device = profile.Options.Memory;
        var alone = device is { } d ? largest.WorkingSet!.Value <= d ? $", so no single layer exceeds {d}" : $", which exceeds {d}" : "";
        yield return $"The largest single layer is {largest.Name} with {largest.WorkingSet}{alone}. The sum over layers counts: "
            + $"with every layer's output and its gradient kept a step holds {training.EveryModule}{Held(training.EveryModule)}; "
            + $"with ReLU and Dropout in place {training.InPlace}{Held(training.InPlace)}.";

        string Held(Bytes need) => device is { } known ? Fits(need, known) : "";
    }

    private static string Fits(Bytes need, Bytes device) => need <= device ? $" (fits into {device})" : $" ({need - device} more than {device})";

    private static string N(Int128 number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
