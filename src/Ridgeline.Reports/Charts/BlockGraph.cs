using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>A network collapsed to blocks, from top to bottom, each in the colour of its cost.</summary>
public static class BlockGraph
{
    private const double Size = 12;
    private const double SmallSize = 11;
    private const double Pad = 10;
    private const double LegendHeight = 40;
    private const double StripWidth = 144;
    private const int StripSteps = 24;

    /// <summary>Draws the picture as a standalone SVG.</summary>
    /// <exception cref="ArgumentException">Two nodes share an id, an edge names an unknown node, or a share is not from 0 to 1.</exception>
    public static string Draw(BlockGraphData data, BlockGraphOptions? options = null)
    {
        options ??= new();
        var edges = Check(data);
        if (data.Nodes.Count == 0)
            return ChartPage.Empty(options, "Graph of blocks");

        var graph = new LayeredGraph(data.Nodes.Count, edges);
        RowOrder.Improve(graph);
        var height = data.Nodes.Any(node => node.Sublabel.Length > 0) ? 42 : 28;
        var plan = new GraphPlan(graph, NodeWidth(data.Nodes), height, options.Width - 2 * ChartPage.Margin, options.ColumnHeight);

        var top = ChartPage.Top(options);
        var width = Math.Max(options.Width, plan.Width + 2 * ChartPage.Margin);
        var largest = data.Nodes.Max(node => node.CostShare);
        var graphTop = top + (largest > 0 ? LegendHeight : 0);
        var document = ChartPage.Start(options with { Width = width }, "Graph of blocks", graphTop + plan.Height + ChartPage.Margin);
        if (largest > 0)
            DrawLegend(document, options.Cost, largest, top);

        var left = (width - plan.Width) / 2;
        var painter = new WirePainter(document, data, graph, plan, left, graphTop);
        foreach (var wire in graph.Wires)
            painter.Draw(wire);
        foreach (var loop in edges.Where(edge => edge.From == edge.To).Distinct())
            painter.DrawLoop(loop.From);
        for (var i = 0; i < data.Nodes.Count; i++)
            DrawNode(document, data.Nodes[i], options.Cost, largest, plan, left + plan.X(i) - plan.NodeWidth / 2, graphTop + plan.Top(i));
        return document.Finish();
    }

    private static List<(int From, int To)> Check(BlockGraphData data)
    {
        var index = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in data.Nodes)
        {
            if (!index.TryAdd(node.Id, index.Count))
                throw new ArgumentException($"Two nodes have the id '{node.Id}'.");
            if (Measured.Require(node.CostShare, $"The cost share of '{node.Id}'") > 1 + 1e-9)
                throw new ArgumentException($"The cost share of '{node.Id}' is above 1.");
        }

        int Find(string id) => index.TryGetValue(id, out var at) ? at : throw new ArgumentException($"An edge names the unknown node '{id}'.");
        return [.. data.Edges.Select(edge => (Find(edge.From), Find(edge.To)))];
    }

    private static double NodeWidth(IReadOnlyList<BlockNode> nodes)
    {
        var widest = nodes.Max(node => Math.Max(
            TextWidth.Of(node.Label, Size, bold: true) + (Percent(node).Length > 0 ? 10 + TextWidth.Of(Percent(node), Size) : 0),
            TextWidth.Of(node.Sublabel, SmallSize)));
        return Math.Clamp(Math.Ceiling(widest + 2 * Pad), 96, 220);
    }

    private static string Percent(BlockNode node) => node.CostShare > 0 ? PlainNumber.Percent(node.CostShare) : "";

    private static void DrawNode(SvgDocument document, BlockNode node, string cost, double largest, GraphPlan plan, double x, double y)
    {
        // Colours reach up to the largest share: among fifty blocks even the dearest is a few percent of the whole.
        var color = Palette.Cost(largest > 0 ? node.CostShare / largest : 0);
        var tip = $"{node.Label}{(node.Sublabel.Length > 0 ? "\n" + node.Sublabel : "")}\n{PlainNumber.Percent(node.CostShare)} of {cost}";
        if (node.Tooltip is { Length: > 0 } more)
            tip += "\n" + more;
        document.Rect(x, y, plan.NodeWidth, plan.NodeHeight, color.ToString(), "rl-node", tip, radius: 6);

        var percent = Percent(node);
        var room = plan.NodeWidth - 2 * Pad;
        var nameRoom = percent.Length == 0 ? room : room - 10 - TextWidth.Of(percent, Size);
        var firstLine = y + 18;
        document.Text(x + Pad, firstLine, TextWidth.Fit(node.Label, nameRoom, Size, bold: true), "rl-inside-strong", fill: color.Ink);
        if (percent.Length > 0)
            document.Text(x + plan.NodeWidth - Pad, firstLine, percent, "rl-inside", TextAnchor.End, color.Ink);
        if (node.Sublabel.Length > 0)
            document.Text(x + Pad, firstLine + 15, TextWidth.Fit(node.Sublabel, room, SmallSize), "rl-inside", fill: color.Ink);
    }

    private static void DrawLegend(SvgDocument document, string cost, double largest, double top)
    {
        var x = ChartPage.Margin;
        var label = $"share of {cost}";
        document.Text(x, top + 12, label, "rl-note");
        x += TextWidth.Of(label, Size) + 14;
        document.Text(x, top + 12, "0 %", "rl-tick");
        x += TextWidth.Of("0 %", SmallSize) + 8;
        document.Group("rl-crisp");
        // Steps rather than a gradient: a gradient needs an id, and ids of two pictures in one page would clash.
        for (var i = 0; i < StripSteps; i++)
        {
            var share = (i + 0.5) / StripSteps;
            document.Rect(x + i * StripWidth / StripSteps, top + 2, StripWidth / StripSteps, 12, Palette.Cost(share).ToString(),
                tip: PlainNumber.Percent(share * largest));
        }

        document.EndGroup();
        document.Text(x + StripWidth + 8, top + 12, PlainNumber.Percent(largest), "rl-tick");
    }
}
