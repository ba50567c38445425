using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as tables.</summary>
public static class ProfileTables
{
    /// <summary>One row a layer. Views and layers without work or weights are shown too: nothing is hidden.</summary>
    public static ReportTable Layers(NetworkProfile profile)
    {
        var sparse = profile.Layers.Any(l => l.Sparsity is not null);
        Column[] columns =
        [
            new("Layer", "name", false), new("Operator", "op", false), new("Output", "output_shape", false), new("MACs", "macs"),
            new(OpsTitle(profile), "ops"), new("Parameters", "parameters"), new("Weights", "weight_bytes"), new("Inputs", "input_bytes"),
            new("Outputs", "output_bytes"), new("Working set", "working_set_bytes"), new("FLOP/byte", "intensity_flop_per_byte"),
            .. sparse ? [new Column("Zeros", "weight_sparsity")] : Array.Empty<Column>(),
        ];
        var rows = profile.Layers.Select(l => Row(l, sparse)).ToArray();
        Cell[] footer =
        [
            Cell.Of("total"), Cell.None with { Text = "" }, Cell.None with { Text = "" }, Cell.Of(profile.Work.Macs.Value), Cell.Of(profile.Ops), Cell.Of((Int128)profile.Parameters),
            Cell.Of(profile.WeightBytes), .. Enumerable.Repeat(new Cell("", ""), 3), Cell.Of(Intensity(profile)),
            .. sparse ? [Cell.Of(profile.Sparsity)] : Array.Empty<Cell>(),
        ];
        return new("", columns, rows, footer);
    }

    /// <summary>One row an operator or a block, with shares.</summary>
    public static ReportTable Groups(NetworkProfile profile, string title, Func<LayerProfile, string> key)
    {
        var (macs, moved) = ((double)profile.Work.Flops.Value, (double)profile.Moved.Value);
        var rows = profile.GroupBy(key).Select(g => new[]
        {
            Cell.Of(g.Name), Cell.Of((Int128)g.Layers), Cell.Of(g.Work.Macs.Value), Cell.Of(g.Work.Flops), Share((double)g.Work.Flops.Value, macs),
            Cell.Of((Int128)g.Parameters), Cell.Of(g.WeightBytes), Cell.Of(g.Moved), Share(g.Moved.Value, moved),
        });
        return new(title,
        [
            new(title, "name", false), new("Layers", "layers"), new("MACs", "macs"), new("FLOPs", "flops"), new("of all", "flops_share"),
            new("Parameters", "parameters"), new("Weights", "weight_bytes"), new("Bytes moved", "moved_bytes"), new("of all", "moved_share"),
        ], [.. rows]);
    }

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
    public static ReportTable Peak(MemoryProfile memory, int most = 10) =>
        new("Held at the peak", [new("Tensor", "tensor", false), new("Type", "type", false), new("Size", "bytes")],
        [
            [Cell.Of("(weights and other residents)"), Cell.Of(""), Cell.Of((Bytes?)memory.Resident)],
            .. memory.AliveAtPeak.Take(most).Select(t => new[] { Cell.Of(t.Name), Cell.Of(t.Type), Cell.Of((Bytes?)t.Size) }),
        ]);

    /// <summary>What a training step holds and does.</summary>
    public static ReportTable Training(TrainingProfile training)
    {
        Cell[] Size(string name, Bytes size) => [Cell.Of(name), Cell.Of((Bytes?)size)];
        Cell[] Count(string name, FlopCount count) => [Cell.Of(name), new(count.ToString(), count.Value.ToString())];
        return new($"One training step ({training.Optimizer.ToString().ToLowerInvariant()})", [new("What", "what", false), new("Amount", "amount")],
        [
            Count("forward", training.Forward.Flops), Count("forward again (recomputed)", training.Recomputed.Flops), Count("backward", training.Backward.Flops),
            Count("update", training.Update), Size("weights", training.Weights), Size("gradients of weights", training.WeightGradients),
            Size("optimizer state", training.OptimizerState), Size("inputs", training.Inputs), Size("activations of every layer", training.Activations),
            Size("activations, ReLU and Dropout in place", training.ActivationsInPlace), Size("saved beside (denominators, masks, gates)", training.Saved),
            Size("total, every layer's output and its gradient kept", training.EveryModule), Size("total, in place", training.InPlace),
            Size("peak by liveness", training.Memory.Peak),
        ]);
    }

    private static Cell[] Row(LayerProfile l, bool sparse) =>
    [
        Cell.Of(l.Repeats > 1 ? $"{l.Name} (x{l.Repeats})" : l.Name), Cell.Of(l.Op), Cell.Of(l.OutputShape), l.Work is { } work ? Cell.Of(work.Macs.Value) : new("?", ""),
        l.Ops is null ? new("?", "") : Cell.Of(l.Ops), Cell.Of((Int128)l.Parameters), Cell.Of((Bytes?)l.WeightBytes), Cell.Of(l.InputBytes),
        Cell.Of(l.OutputBytes), Cell.Of(l.WorkingSet), Cell.Of(l.Intensity), .. sparse ? [Cell.Of(l.Sparsity?.Share)] : Array.Empty<Cell>(),
    ];

    private static Cell Share(double part, double whole) => whole > 0 ? Cell.Of((Ratio?)new Ratio(Math.Round(part / whole, 4))) : Cell.None;

    private static double? Intensity(NetworkProfile profile) => profile.Moved.Value > 0 ? profile.Work.Flops.Per(profile.Moved) : null;

    private static string OpsTitle(NetworkProfile profile) => profile.Options.Counting switch
    {
        CountingConvention.Macs => "Ops (MACs)",
        CountingConvention.Pthflops => "Ops (pthflops)",
        _ => "FLOPs",
    };
}
