using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as pictures: each a standalone SVG, the same bytes for the same profile.</summary>
public static class ProfilePictures
{
    /// <summary>Draws one picture.</summary>
    /// <exception cref="DiagnosticException">A picture of a training step is asked for, and none was profiled.</exception>
    public static string Draw(NetworkProfile profile, ProfilePicture picture) => picture switch
    {
        ProfilePicture.WorkingSet => WorkingSet(profile),
        ProfilePicture.Operations => Operations(profile),
        ProfilePicture.Bytes => MovedBytes(profile),
        ProfilePicture.Memory => Memory(profile.Memory, "Memory over one inference", "weights", profile.Options.Memory),
        ProfilePicture.TrainingMemory => Memory(Trained(profile).Memory, "Memory over one training step", "weights, gradients, state", profile.Options.Memory),
        ProfilePicture.TrainingSum => TrainingPicture.Draw(profile, Trained(profile)),
        _ => NetworkPicture.Draw(profile),
    };

    internal static string Size(double bytes) => new Bytes((long)Math.Clamp(bytes, 0, long.MaxValue)).ToString();

    internal static LimitLine? Limit(Bytes? memory) => memory is { } size ? new(size.Value, $"memory: {size}") : null;

    private static TrainingProfile Trained(NetworkProfile profile) =>
        profile.Training ?? throw new DiagnosticException(Diagnostic.Error("CLI107", "no training step was profiled", hint: "add --training"));

    private static string WorkingSet(NetworkProfile profile)
    {
        var layers = DrawnLayer.Of(profile).Where(d => d.Layer is { IsView: false, WorkingSet.Value: > 0 }).ToList();
        var largestAlone = DrawnLayer.TooMany(layers.Count);
        if (largestAlone) layers = [.. layers.GroupBy(d => d.Block).Select(b => b.MaxBy(d => d.Layer.WorkingSet!.Value.Value)!)];
        return StackedBars.Draw(
            new([new("weights"), new("inputs"), new("outputs")],
                [.. layers.Select(d => new Bar(d.Name, [d.Layer.WeightBytes.Value, d.Layer.InputBytes!.Value.Value, d.Layer.OutputBytes!.Value.Value]))]),
            new()
            {
                Title = largestAlone ? "Working set of the largest layer of each block" : "Working set of each layer",
                Subtitle = "what one run of the layer must hold: weights, inputs, outputs", Format = Size, Limit = Limit(profile.Options.Memory),
            });
    }

    private static string Operations(NetworkProfile profile)
    {
        var layers = DrawnLayer.Of(profile).Where(d => d.Flops > 0).ToList();
        var perOperator = DrawnLayer.TooMany(layers.Count);
        var blocks = layers.GroupBy(d => (d.Block, d.Times)).Select(block => new TreemapBlock(
            block.Key.Times == 1 ? block.Key.Block : $"{block.Key.Block} ({block.Key.Times} alike)",
            perOperator
                ? [.. block.GroupBy(d => d.Layer.Op).Select(op => new TreemapTile(op.Key, op.Sum(d => d.Flops), op.Key, $"{op.Sum(d => d.Times)} layers"))]
                : [.. block.Select(d => new TreemapTile(d.Name, d.Flops, d.Layer.Op, $"{d.Layer.Work!.Value.Macs}, output {d.Layer.OutputShape}"))]));
        return Treemap.Draw(new([.. blocks]),
            new() { Title = "Where the operations go", Subtitle = $"{profile.Work.Flops} in one run; area is FLOPs, colour is the operator", Format = Flops });
    }

    private static string MovedBytes(NetworkProfile profile) => Donut.Draw(
        [.. profile.GroupBy(l => l.Op).Where(g => g.Moved.Value > 0).Select(g => new DonutSlice(g.Name, g.Moved.Value))],
        new()
        {
            Title = "Where the bytes go", Subtitle = "read and written by each operator, every tensor once a layer",
            Format = Size, Whole = "moved", Width = 640,
        });

    private static string Memory(MemoryProfile memory, string title, string residents, Bytes? capacity) => MemoryOverTime.Draw(
        new([new(residents), new("activations")],
            [.. memory.Steps.Select(s => new Charts.MemoryStep(
                s.Phase == "forward" ? s.Name : $"{s.Name} ({s.Phase})", [memory.Resident.Value, s.Live.Value]))]),
        new()
        {
            Title = title, Subtitle = "a tensor is held from the step that makes it to the last that reads it", Format = Size, Capacity = Limit(capacity),
        });

    private static string Flops(double count) => new FlopCount((Int128)count).ToString();
}
