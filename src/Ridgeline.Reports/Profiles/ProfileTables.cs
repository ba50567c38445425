using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>The smaller tables of a profile: kinds of operations, the tensors of the peak, a training step.</summary>
public static class ProfileTables
{
    /// <summary>Operations by kind.</summary>
    public static ReportTable Kinds(NetworkProfile profile)
    {
        var work = profile.Work;
        var all = (double)work.Flops.Value;
        Cell[] Row(string name, FlopCount count) => [Cell.Of(name), Cell.Of(count), Share((double)count.Value, all)];
        return new("Operations by kind", [new("Kind", "kind", false), new("FLOPs", "flops"), new("of all", "share")],
        [
            Row("multiply-and-add (2 FLOP each)", work.Macs.ToFlops()), Row("additions", work.Additions), Row("multiplications", work.Multiplications),
            Row("divisions and roots", work.Divisions), Row("comparisons", work.Comparisons), Row("exponentials and the like", work.Transcendentals),
        ]);
    }

    /// <summary>The tensors held at the peak.</summary>
    public static ReportTable Peak(MemoryProfile memory, int most = 10)
    {
        var shown = memory.AliveAtPeak.Take(most).ToList();
        var rest = memory.PeakActivations.Value - shown.Sum(t => t.Size.Value);
        return new("Held at the peak", [new("Tensor", "tensor", false), new("Type", "type", false), new("Size", "bytes")],
        [
            [Cell.Of("(weights and what else stays)"), Cell.Blank, Cell.Of((Bytes?)memory.Resident)],
            .. shown.Select(t => new[] { Cell.Of(t.Name), Cell.Of(t.Type), Cell.Of((Bytes?)t.Size) }),
            .. rest > 0 ? [[Cell.Of("(smaller ones)"), Cell.Blank, Cell.Of((Bytes?)new Bytes(rest))]] : Array.Empty<Cell[]>(),
        ],
        [Cell.Of("peak"), Cell.Blank, Cell.Of((Bytes?)memory.Peak)]);
    }

    /// <summary>What a training step holds and does.</summary>
    public static ReportTable Training(TrainingProfile training)
    {
        Cell[] Size(string name, Bytes size) => [Cell.Of(name), Cell.Of((Bytes?)size)];
        Cell[] Count(string name, FlopCount count) => [Cell.Of(name), new(count.ToString(), count.Value.ToString())];
        return new($"One training step ({training.Optimizer.ToString().ToLowerInvariant()})", [new("What", "what", false), new("Amount", "amount")],
        [
            Count("forward", training.Forward.Flops), Count("forward again (recomputed)", training.Recomputed.Flops),
            Count("backward", training.Backward.Flops),
            Count("update", training.Update), Size("weights", training.Weights), Size("gradients of weights", training.WeightGradients),
            Size("optimizer state", training.OptimizerState), Size("inputs", training.Inputs), Size("activations of every layer", training.Activations),
            Size("activations, ReLU and Dropout in place", training.ActivationsInPlace), Size("saved beside (denominators, statistics, gates)", training.Saved),
            Size("masks of Dropout (in the peak by liveness alone)", training.Masks),
            Size("total, every layer's output and its gradient kept", training.EveryModule), Size("total, in place", training.InPlace),
            Size("peak by liveness", training.Memory.Peak),
        ]);
    }

    internal static Cell Share(double part, double whole) => whole > 0 ? Cell.Of((Ratio?)new Ratio(Math.Round(part / whole, 4))) : Cell.None;

    internal static double? Intensity(NetworkProfile profile) => profile.Moved.Value > 0 ? profile.Work.Flops.Per(profile.Moved) : null;
}
