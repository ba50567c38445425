using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Profiles;

/// <summary>The network as blocks that feed each other, coloured by cost.</summary>
internal static class NetworkPicture
{
    // A longer column of blocks is one to scroll past: alike ones are then drawn once.
    private const int MostBlocks = 40;
    private const int MostKinds = 3;

    public static string Draw(NetworkProfile profile)
    {
        var groups = profile.GroupBy(l => l.Block);
        var shown = groups.Count > MostBlocks ? AlikeGroups.Fold(groups) : [.. groups.Select(AlikeGroups.Alone)];
        var home = shown.SelectMany(s => s.Members.Select(m => (Member: m, s.Sum.Name))).ToDictionary(p => p.Member, p => p.Name);
        var kinds = profile.Layers.GroupBy(l => l.Block).ToDictionary(b => b.Key, b => string.Join(", ", b.Select(l => l.Op).Distinct().Take(MostKinds)));
        var edges = profile.Edges
            .Select(e => new BlockEdge(home[profile.Layers[e.From].Block], home[profile.Layers[e.To].Block])).Where(e => e.From != e.To).Distinct();
        var all = Math.Max(1, (double)profile.Work.Flops.Value);
        return BlockGraph.Draw(new([.. shown.Select(s => Node(s, kinds[s.Members[0]], all))], [.. edges]),
            new() { Title = "The network", Subtitle = "blocks, coloured by their share of the operations", Cost = "FLOPs" });
    }

    private static BlockNode Node(AlikeGroups shown, string kinds, double all)
    {
        var sum = shown.Sum;
        var label = shown.Members.Count == 1 ? sum.Name : $"{shown.Members[0]} ({shown.Members.Count} alike)";
        return new(sum.Name, label, kinds, (double)sum.Work.Flops.Value / all,
            $"{sum.Work.Flops}, {sum.Layers} {(sum.Layers == 1 ? "layer" : "layers")}, weights {sum.WeightBytes}");
    }
}
