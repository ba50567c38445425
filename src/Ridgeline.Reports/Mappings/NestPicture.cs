using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped nest as a picture: a band for each memory with what it holds, and in it the loops that run there.</summary>
public static class NestPicture
{
    private const double Margin = 24;
    private const double Row = 20;
    private const double Width = 860;
    private const double Top = 84;
    private const double LoopLeft = 230;
    private const double Indent = 14;
    private const double BarLeft = 610;
    private const double BarWidth = Width - BarLeft - Margin;

    /// <summary>Draws it as a standalone SVG.</summary>
    public static string Draw(MappedNest nest)
    {
        var bands = Bands(nest);
        var height = Top + bands.Sum(level => Height(nest, level)) + 1.6 * Row + Margin;
        var document = new SvgDocument(Width, height, "Loop nest");
        document.Text(Margin, Margin + 13, TextWidth.Fit($"{nest.Workload.Name} on {nest.Architecture.Name}", Width - 2 * Margin, 16, bold: true), "rl-title");
        document.Text(Margin, Margin + 34, "outermost memory on top; bars: how full one instance is, tensor by tensor", "rl-note");
        Legend(document, nest);
        var (y, depth) = (Top, 0);
        foreach (var level in bands)
        {
            Band(document, nest, level, y, ref depth);
            y += Height(nest, level);
        }
        document.Line(Margin, y, Width - Margin, y, "rl-grid");
        document.Text(Margin, y + 19, nest.Architecture.Compute.Name, "rl-strong");
        document.Text(LoopLeft + Indent * depth, y + 19, "one multiply and add", "rl-label");
        return document.Finish();
    }

    /// <summary>Draws where the energy goes, a bar a memory.</summary>
    public static string Energy(MappedNest nest)
    {
        var bars = nest.Architecture.Memories.Reverse()
            .Select(memory => new Bar(memory.Name,
                [.. nest.Workload.Tensors.Select(t => Traffic(nest, memory.Name, t.Name)?.Picojoules * 1e-12 ?? 0), 0, Leakage(memory)]))
            .Where(bar => bar.Total > 0)
            .Append(new(nest.Architecture.Compute.Name, [.. nest.Workload.Tensors.Select(_ => 0.0), nest.Result.ComputePicojoules * 1e-12, 0]));
        return StackedBars.Draw(new([.. nest.Workload.Tensors.Select(t => new Section(t.Name)), new("arithmetic"), new("leakage")], [.. bars]), new()
        {
            Title = $"Energy of {nest.Workload.Name} on {nest.Architecture.Name}", Subtitle = $"by memory and tensor; {nest.Result.Energy} in all",
            Direction = BarDirection.Rightward, Format = value => new Quantities.Joules(value).ToString(),
        });

        double Leakage(NestMemory memory) => nest.Result.Levels.Single(level => level.Name == memory.Name).Leakage * 1e-12;
    }

    /// <summary>Draws the accesses, a bar a memory.</summary>
    public static string Accesses(MappedNest nest)
    {
        var bars = nest.Architecture.Memories.Reverse()
            .Select(memory => new Bar(memory.Name, [.. nest.Workload.Tensors.Select(t => Words(Traffic(nest, memory.Name, t.Name)))]))
            .Where(bar => bar.Total > 0);
        return StackedBars.Draw(new([.. nest.Workload.Tensors.Select(t => new Section(t.Name))], [.. bars]), new()
        {
            Title = $"Accesses of {nest.Workload.Name} on {nest.Architecture.Name}", Subtitle = "words read, filled and updated, all instances together",
            Direction = BarDirection.Rightward,
        });

        static double Words(TensorTraffic? t) => t is null ? 0 : ((double)t.Reads + t.Fills + t.Updates) * t.Instances;
    }

    private static TensorTraffic? Traffic(MappedNest nest, string memory, string tensor)
        => nest.Result.Traffic.FirstOrDefault(t => t.Level == memory && t.Tensor == tensor);

    // Memories that keep nothing and run nothing are left out.
    private static List<int> Bands(MappedNest nest) => [.. Enumerable.Range(0, nest.Mapping.Levels.Count).Reverse()
        .Where(level => Loops(nest, level).Count > 0 || nest.Result.Traffic.Any(t => t.Level == nest.Architecture.Memories[level].Name))];

    private static double Height(MappedNest nest, int level) => Row * (1.6 + Math.Max(Loops(nest, level).Count, 1));

    private static List<(NestLoop Loop, bool IsSpatial)> Loops(MappedNest nest, int level)
        => [.. nest.Mapping.Levels[level].Temporal.Reverse().Select(l => (l, false)), .. nest.Mapping.Levels[level].Spatial.Reverse().Select(l => (l, true))];

    private static void Band(SvgDocument document, MappedNest nest, int level, double y, ref int depth)
    {
        var memory = nest.Architecture.Memories[level];
        document.Line(Margin, y, Width - Margin, y, "rl-grid");
        var instances = nest.Result.Traffic.Where(t => t.Level == memory.Name).Select(t => t.Instances).DefaultIfEmpty(0).Max();
        var name = instances > 1 ? $"{memory.Name} x {instances}" : memory.Name;
        document.Text(Margin, y + 19, TextWidth.Fit(name, 190, 12, bold: true), "rl-strong", tip: memory.Name);
        Fill(document, nest, memory, y + 8);
        var line = y + 19;
        foreach (var (loop, isSpatial) in Loops(nest, level))
        {
            var where = isSpatial ? loop.IsVertical ? "  down the mesh" : "  across the mesh" : "";
            var text = $"for {nest.Workload.Dimensions[loop.Dimension]} in 0..{loop.Factor - 1}{where}";
            document.Text(LoopLeft + Indent * depth++, line, text, isSpatial ? "rl-note" : "rl-label");
            line += Row;
        }
    }

    private static void Fill(SvgDocument document, MappedNest nest, NestMemory memory, double y)
    {
        var held = nest.Result.Traffic.Where(t => t.Level == memory.Name).ToList();
        if (held.Count == 0) return;
        var room = memory.EffectiveSize ?? held.Sum(t => t.UtilisedCapacity);
        document.Rect(BarLeft, y, BarWidth, 14, style: "rl-tab", radius: 2);
        var x = BarLeft;
        foreach (var t in held)
        {
            var share = Math.Min(1, (double)t.UtilisedCapacity / Math.Max(1, room)) * BarWidth;
            document.Rect(x, y, Math.Max(1, share), 14, Colour(nest, t.Tensor), tip: $"{t.Tensor}: {N(t.UtilisedCapacity)} words");
            x += share;
        }
        document.Rect(BarLeft, y, BarWidth, 14, "none", "rl-node", radius: 2);
        var words = N(held.Sum(t => t.UtilisedCapacity));
        var text = memory.EffectiveSize is { } size ? $"{words} of {N(size)} words" : $"{words} words";
        document.Text(BarLeft, y + 29, text, "rl-tick");
    }

    private static void Legend(SvgDocument document, MappedNest nest)
    {
        var x = BarLeft;
        foreach (var tensor in nest.Workload.Tensors)
        {
            document.Rect(x, 62, 10, 10, Colour(nest, tensor.Name), radius: 2);
            document.Text(x + 15, 71, tensor.Name, "rl-tick");
            x += 27 + TextWidth.Of(tensor.Name, 11);
        }
    }

    private static string Colour(MappedNest nest, string tensor)
        => Palette.Category(nest.Workload.Tensors.Select(t => t.Name).TakeWhile(name => name != tensor).Count());

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
