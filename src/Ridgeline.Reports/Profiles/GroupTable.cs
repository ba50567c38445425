using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile with one row an operator or a block, with shares of the whole.</summary>
public static class GroupTable
{
    /// <summary>One row an operator.</summary>
    public static ReportTable ByOperator(NetworkProfile profile, ProfileView view) => Of(profile, view, "Operator", l => l.Op, false);

    /// <summary>One row a block; of neighbours that are alike in every number one row for all, if asked for.</summary>
    public static ReportTable ByBlock(NetworkProfile profile, ProfileView view, bool foldAlike = false) => Of(profile, view, "Block", l => l.Block, foldAlike);

    private static ReportTable Of(NetworkProfile profile, ProfileView view, string what, Func<LayerProfile, string> key, bool foldAlike)
    {
        var (work, moved) = ((double)profile.Work.Flops.Value, (double)profile.Moved.Value);
        var all = profile.GroupBy(key);
        var shown = view.Groups(all);
        var rows = (foldAlike ? AlikeGroups.Fold(shown).Select(a => a.Sum) : shown).Select(g => new[]
        {
            Cell.Of(g.Name), Cell.Of((Int128)g.Layers), Cell.Of(g.Work.Macs.Value), Cell.Of(g.Work.Flops),
            ProfileTables.Share((double)g.Work.Flops.Value, work), Cell.Of((Int128)g.Parameters),
            Cell.Of(g.WeightBytes), Cell.Of(g.Moved), ProfileTables.Share(g.Moved.Value, moved),
        });
        Cell[] footer =
        [
            Cell.Of("total"), Cell.Of((Int128)profile.Layers.Count), Cell.Of(profile.Work.Macs.Value), Cell.Of(profile.Work.Flops), Cell.Blank,
            Cell.Of((Int128)profile.Parameters), Cell.Of(profile.WeightBytes), Cell.Of(profile.Moved), Cell.Blank,
        ];
        return new($"By {what.ToLowerInvariant()}{view.Says(shown.Count, all.Count)}",
        [
            new(what, "name", false), new("Layers", "layers", true, 3), new("MACs", "macs", true, 2), new("FLOPs", "flops"), new("of all", "flops_share"),
            new("Parameters", "parameters"), new("Weights", "weight_bytes", true, 1), new("Bytes moved", "moved_bytes"), new("of all", "moved_share"),
        ], [.. rows], footer);
    }
}
