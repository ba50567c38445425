using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

/// <summary>Small data for each picture, with names to test.</summary>
internal static class Samples
{
    internal const string Nasty = "a<b>&\"c'\u0001\ud800é";

    internal static readonly string Long = string.Concat(Enumerable.Repeat("backbone.stage4.unit_17.", 40));

    internal static readonly Section[] Sections = [new("weights"), new("inputs"), new("outputs")];

    internal static StackedBarsData Bars(int count, Func<int, string>? name = null, double unit = 1e6) =>
        new(Sections, [.. Enumerable.Range(0, count).Select(i => new Bar(name?.Invoke(i) ?? $"layer{i}", [unit * (i % 7), unit * 2, unit * (i % 3) * 0.5]))]);

    internal static MemoryOverTimeData Memory(int count, Func<int, string>? name = null, double unit = 1e6) =>
        new(Sections, [.. Bars(count, name, unit).Bars.Select(bar => new MemoryStep(bar.Name, bar.Values))]);

    internal static TreemapData Tiles(int blocks, int tiles, Func<int, string>? name = null, double unit = 1e6) =>
        new([.. Enumerable.Range(0, blocks).Select(b => new TreemapBlock(name?.Invoke(b) ?? $"block{b}",
            [.. Enumerable.Range(0, tiles).Select(t => new TreemapTile(name?.Invoke(t) ?? $"layer{t}", unit * ((b * 5 + t * 3) % 11 + 1), name?.Invoke(t % 3) ?? $"op{t % 3}"))]))]);

    internal static DonutSlice[] Slices(int count, Func<int, string>? name = null, double unit = 1e6) =>
        [.. Enumerable.Range(0, count).Select(i => new DonutSlice(name?.Invoke(i) ?? $"op{i}", unit * (i + 1)))];

    internal static BlockGraphData Chain(int count, Func<int, string>? name = null, int skip = 0)
    {
        var edges = Enumerable.Range(0, Math.Max(0, count - 1)).Select(i => new BlockEdge($"n{i}", $"n{i + 1}")).ToList();
        for (var i = 0; skip > 0 && i + skip < count; i += skip)
            edges.Add(new($"n{i}", $"n{i + skip}"));
        return new([.. Enumerable.Range(0, count).Select(i => new BlockNode($"n{i}", name?.Invoke(i) ?? $"block{i}", "conv", (i % 5) / 100.0))], edges);
    }

    /// <summary>Every picture of data of this size, named as this function says.</summary>
    internal static IEnumerable<(string Kind, string Svg)> All(int count, Func<int, string>? name = null, double unit = 1e6, string title = "A title")
    {
        yield return ("bars right", StackedBars.Draw(Bars(count, name, unit), new() { Title = title, Direction = BarDirection.Rightward }));
        yield return ("bars up", StackedBars.Draw(Bars(count, name, unit), new() { Title = title, Direction = BarDirection.Upward }));
        yield return ("memory", MemoryOverTime.Draw(Memory(count, name, unit), new() { Title = title }));
        yield return ("treemap", Treemap.Draw(Tiles(count, 4, name, unit), new() { Title = title }));
        yield return ("donut", Donut.Draw(Slices(count, name, unit), new() { Title = title, Width = 640 }));
        yield return ("graph", BlockGraph.Draw(Chain(count, name, skip: 3), new() { Title = title }));
    }
}
