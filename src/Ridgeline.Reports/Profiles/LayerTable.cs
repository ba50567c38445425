using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile with one row a layer. Views and layers without work or weights are shown too: nothing is hidden.</summary>
public static class LayerTable
{
    /// <summary>The table.</summary>
    public static ReportTable Of(NetworkProfile profile, ProfileView view)
    {
        var sparse = profile.Layers.Any(l => l.Sparsity is not null);
        var layers = view.Layers(profile);
        Column[] columns =
        [
            new("Layer", "name", false), new("Operator", "op", false), new("Output", "output_shape", false, 2), new("MACs", "macs"),
            new(OpsTitle(profile), "ops"), new("Parameters", "parameters"), new("Weights", "weight_bytes", true, 1), new("Inputs", "input_bytes", true, 4),
            new("Outputs", "output_bytes", true, 3), new("Working set", "working_set_bytes"), new("FLOP/byte", "intensity_flop_per_byte", true, 1),
            .. sparse ? [new Column("Zeros", "weight_sparsity", true, 5)] : Array.Empty<Column>(),
        ];
        Cell[] footer =
        [
            Cell.Of("total"), Cell.Blank, Cell.Blank, Cell.Of(profile.Work.Macs.Value), Cell.Of(profile.Ops), Cell.Of((Int128)profile.Parameters),
            Cell.Of(profile.WeightBytes), Cell.Blank, Cell.Blank, Cell.Blank, Cell.Of(ProfileTables.Intensity(profile)),
            .. sparse ? [Cell.Of(profile.Sparsity)] : Array.Empty<Cell>(),
        ];
        return new($"Layer by layer{view.Says(layers.Count, profile.Layers.Count)}", columns, [.. layers.Select(l => Row(l, sparse))], footer);
    }

    private static Cell[] Row(LayerProfile l, bool sparse) =>
    [
        Cell.Of(l.Repeats > 1 ? $"{l.Name} (x{l.Repeats})" : l.Name), Cell.Of(l.Op), Cell.Of(l.OutputShape),
        l.Work is { } work ? Cell.Of(work.Macs.Value) : Cell.Unknown, l.Ops is null ? Cell.Unknown : Cell.Of(l.Ops),
        Cell.Of((Int128)l.Parameters), Cell.Of((Quantities.Bytes?)l.WeightBytes), Size(l.InputBytes), Size(l.OutputBytes), Size(l.WorkingSet),
        Cell.Of(l.Intensity), .. sparse ? [Cell.Of(l.Sparsity?.Share)] : Array.Empty<Cell>(),
    ];

    private static Cell Size(Quantities.Bytes? size) => size is null ? Cell.Unknown : Cell.Of(size);

    private static string OpsTitle(NetworkProfile profile) => profile.Options.Counting switch
    {
        CountingConvention.Macs => "Ops (MACs)",
        CountingConvention.Pthflops => "Ops (pthflops)",
        _ => "FLOPs",
    };
}
