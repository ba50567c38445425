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
        DrawTrunk(path, wire);
        foreach (var target in wire.Targets)
        {
            var passed = graph.Layer(target) - graph.Layer(wire.Source) - 1;
            var upper = passed == 0 ? wire.Source : wire.Trunk[passed - 1];
            path.Move(Port(upper, wire.Backward), UpperEnd(upper, wire.Backward));
            Step(path, upper, target, wire.Backward);
        }

        var label = data.Nodes[wire.Source].Label;
        var others = string.Join(", ", wire.Targets.Take(MostNamed).Select(target => data.Nodes[target].Label));
        if (wire.Targets.Count > MostNamed)
            others += $" and {wire.Targets.Count - MostNamed} more";
        document.Path(path, style: wire.Backward ? "rl-edge rl-back" : "rl-edge", tip: wire.Backward ? $"{others} → {label} (back)" : $"{label} → {others}");
        if (wire.Backward)
            Arrow(Port(wire.Source, backward: true), plan.Bottom(wire.Source), down: false);
        else
            wire.Targets.ToList().ForEach(target => Arrow(Port(target, backward: false), plan.Top(target), down: true));
    }

    internal void DrawLoop(int node)
    {
        var (x, y) = (left + plan.X(node) + plan.NodeWidth / 2, top + plan.Top(node) + plan.NodeHeight / 2);
        var path = new SvgPath().Move(x, y - 8).Curve(x + 14, y - 12, x + 14, y + 12, x, y + 8);
        document.Path(path, style: "rl-edge rl-back", tip: $"{data.Nodes[node].Label} → itself");
    }

    private void DrawTrunk(SvgPath path, Wire wire)
    {
        var upper = wire.Source;
        if (wire.Trunk.Count > 0)
            path.Move(Port(upper, wire.Backward), UpperEnd(upper, wire.Backward));
        for (var i = 0; i < wire.Trunk.Count; i++)
        {
            var slot = wire.Trunk[i];
            Step(path, upper, slot, wire.Backward);
            // A straight run of many layers is one stroke.
            while (i + 1 < wire.Trunk.Count && Math.Abs(plan.X(wire.Trunk[i + 1]) - plan.X(slot)) < 0.01 && plan.Passage(slot, wire.Trunk[i + 1]) is null)
                slot = wire.Trunk[++i];
            path.Down(top + plan.Bottom(slot));
            upper = slot;
        }
    }

    /// <summary>Where on a slot a line begins or ends; lines upward keep aside, so that their arrows do not meet those downward.</summary>
    private double Port(int slot, bool backward) =>
        left + plan.X(slot) + (backward && graph.IsNode(slot) ? plan.NodeWidth / 4 : 0);

    // Lines end where the arrow begins, else their blunt ends show beside its tip.
    private double UpperEnd(int slot, bool backward) => top + plan.Bottom(slot) + (backward && graph.IsNode(slot) ? ArrowLength - 1 : 0);

    private double LowerEnd(int slot, bool backward) => top + plan.Top(slot) - (!backward && graph.IsNode(slot) ? ArrowLength - 1 : 0);

    private void Step(SvgPath path, int upper, int lower, bool backward)
    {
        var (x1, y1) = (Port(upper, backward), UpperEnd(upper, backward));
        var (x2, y2) = (Port(lower, backward), LowerEnd(lower, backward));
        if (plan.Passage(upper, lower) is { } way)
        {
            var (below, rise, above) = (top + way.Below, left + way.Rise, top + way.Above);
            Around(path, [(x1, y1), (x1, below), (rise, below), (rise, above), (x2, above), (x2, y2)]);
        }
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
        var py = top + tip;
        var back = down ? py - ArrowLength : py + ArrowLength;
        document.Path(new SvgPath().Move(x, py).Line(x - ArrowHalf, back).Line(x + ArrowHalf, back).Shut(), style: "rl-arrow");
    }
}
