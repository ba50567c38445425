using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Draws wires: smooth between layers, straight along trunks, round at the corners between columns.</summary>
internal sealed class WirePainter(SvgDocument document, BlockGraphData data, LayeredGraph graph, GraphPlan plan, double left, double top)
{
    private const double ArrowLength = 7;
    private const double ArrowHalf = 3.5;
    private const double Corner = 7;
    private const int MostNamed = 8;

    internal void Draw(Wire wire)
    {
        var path = new SvgPath();
        var upper = wire.Source;
        var deepest = graph.Layer(wire.Targets[^1]);
        for (var layer = graph.Layer(wire.Source) + 1; layer <= deepest; layer++)
        {
            foreach (var target in wire.Targets.Where(target => graph.Layer(target) == layer))
                Step(path, upper, target, wire.Backward);
            if (layer == deepest)
                break;
            var trunk = wire.Trunk[layer - graph.Layer(wire.Source) - 1];
            Step(path, upper, trunk, wire.Backward);
            path.Down(top + plan.Bottom(trunk));
            upper = trunk;
        }

        var label = data.Nodes[wire.Source].Label;
        var others = string.Join(", ", wire.Targets.Take(MostNamed).Select(target => data.Nodes[target].Label));
        if (wire.Targets.Count > MostNamed)
            others += $" and {wire.Targets.Count - MostNamed} more";
        document.Path(path, style: wire.Backward ? "rl-edge rl-back" : "rl-edge", tip: wire.Backward ? $"{others} → {label} (back)" : $"{label} → {others}");
        if (wire.Backward)
            Arrow(plan.X(wire.Source), plan.Bottom(wire.Source), down: false);
        else
            wire.Targets.ToList().ForEach(target => Arrow(plan.X(target), plan.Top(target), down: true));
    }

    internal void DrawLoop(int node)
    {
        var (x, y) = (left + plan.X(node) + plan.NodeWidth / 2, top + plan.Top(node) + plan.NodeHeight / 2);
        var path = new SvgPath().Move(x, y - 8).Curve(x + 14, y - 12, x + 14, y + 12, x, y + 8);
        document.Path(path, style: "rl-edge rl-back", tip: $"{data.Nodes[node].Label} → itself");
    }

    private void Step(SvgPath path, int upper, int lower, bool backward)
    {
        var (x1, y1) = (left + plan.X(upper), top + plan.Bottom(upper));
        var (x2, y2) = (left + plan.X(lower), top + plan.Top(lower));
        // Lines end where the arrow begins, else their blunt ends show beside its tip.
        if (backward && graph.IsNode(upper))
            y1 += ArrowLength - 1;
        if (!backward && graph.IsNode(lower))
            y2 -= ArrowLength - 1;

        path.Move(x1, y1);
        if (plan.Passage(upper, lower) is { } way)
            Around(path, [(x1, y1), (x1, top + way.Below), (left + way.Rise, top + way.Below), (left + way.Rise, top + way.Above), (x2, top + way.Above), (x2, y2)]);
        else if (Math.Abs(x1 - x2) < 0.01)
            path.Down(y2);
        else
            path.Curve(x1, y1 + (y2 - y1) * 0.6, x2, y2 - (y2 - y1) * 0.6, x2, y2);
    }

    private static void Around(SvgPath path, ReadOnlySpan<(double X, double Y)> points)
    {
        for (var i = 1; i + 1 < points.Length; i++)
        {
            var (before, at, after) = (points[i - 1], points[i], points[i + 1]);
            var (from, to) = (Toward(at, before), Toward(at, after));
            path.Line(from.X, from.Y).Bend(at.X, at.Y, to.X, to.Y);
        }

        path.Line(points[^1].X, points[^1].Y);
    }

    private static (double X, double Y) Toward((double X, double Y) from, (double X, double Y) to)
    {
        var distance = Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y);
        var part = distance <= 0 ? 0 : Math.Min(Corner, distance / 2) / distance;
        return (from.X + (to.X - from.X) * part, from.Y + (to.Y - from.Y) * part);
    }

    private void Arrow(double x, double tip, bool down)
    {
        var (px, py) = (left + x, top + tip);
        var back = down ? py - ArrowLength : py + ArrowLength;
        document.Path(new SvgPath().Move(px, py).Line(px - ArrowHalf, back).Line(px + ArrowHalf, back).Shut(), style: "rl-arrow");
    }
}
