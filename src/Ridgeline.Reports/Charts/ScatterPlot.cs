using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>The marks of a scatter plot.</summary>
internal sealed class ScatterPlot(Frame area, ScatterAxis across, ScatterAxis up, SvgDocument document)
{
    internal void Point(ScatterPoint point, double radius, string color, string tip) =>
        document.Writer.Open("circle").With("cx", X(point.X)).With("cy", Y(point.Y)).With("r", radius).With("fill", color)
            .With("fill-opacity", "0.55").Tip(tip).Close();

    internal void Curve(IReadOnlyList<ScatterPoint> points, string color)
    {
        if (points.Count < 2) return;
        document.Writer.Open("polyline").With("points", string.Join(' ', points.Select(p => $"{SvgNumber.Format(X(p.X))},{SvgNumber.Format(Y(p.Y))}")))
            .With("fill", "none").With("stroke", color).With("stroke-width", "2").Close();
    }

    internal void Band(IReadOnlyList<(double X, double Low, double High)> band, string color)
    {
        if (band.Count < 2) return;
        var edge = band.Select(b => (b.X, b.High)).Concat(band.Reverse().Select(b => (b.X, High: b.Low)));
        document.Writer.Open("polygon").With("points", string.Join(' ', edge.Select(e => $"{SvgNumber.Format(X(e.X))},{SvgNumber.Format(Y(e.High))}")))
            .With("fill", color).With("fill-opacity", "0.14").Close();
    }

    private double X(double value) => area.X + across.At(value, area.Width);

    private double Y(double value) => area.Bottom - up.At(value, area.Height);
}
