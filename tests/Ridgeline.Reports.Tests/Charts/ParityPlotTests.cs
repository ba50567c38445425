using System.Globalization;
using System.Xml.Linq;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

/// <summary>The parity plot: right predictions lie on the diagonal, and nothing breaks it.</summary>
public sealed class ParityPlotTests
{
    [Fact]
    public void Equal_values_lie_on_the_diagonal_and_others_on_their_side()
    {
        var svg = XDocument.Parse(ParityPlot.Draw([new("right", 1e-3, 1e-3, "Conv"), new("slow", 1e-3, 1e-4, "Conv"), new("fast", 1e-5, 1e-4, "Gemm")]));
        var discs = svg.Descendants().Where(e => e.Name.LocalName == "circle").ToDictionary(e => e.Value.Split('\n')[0], e => (X: Number(e, "cx"), Y: Number(e, "cy")));
        var diagonal = svg.Descendants().Where(e => e.Name.LocalName == "line" && e.Attribute("x1")!.Value != e.Attribute("x2")!.Value && e.Attribute("y1")!.Value != e.Attribute("y2")!.Value).First();
        double Line(double x) => Number(diagonal, "y1") + ((x - Number(diagonal, "x1")) / (Number(diagonal, "x2") - Number(diagonal, "x1")) * (Number(diagonal, "y2") - Number(diagonal, "y1")));
        Assert.Equal(Line(discs["right"].X), discs["right"].Y, 0.5);
        Assert.True(discs["slow"].Y < Line(discs["slow"].X));
        Assert.True(discs["fast"].Y > Line(discs["fast"].X));
    }

    [Fact]
    public void The_spread_of_runs_is_a_line_from_the_tenth_to_the_ninetieth_of_a_hundred()
    {
        static int Flat(string svg) => XDocument.Parse(svg).Descendants().Count(e => e.Name.LocalName == "line" && e.Attribute("y1")!.Value == e.Attribute("y2")!.Value);
        ParityMark still = new("a", 2e-3, 1e-3, "Conv"), moved = still with { Low = 0.9e-3, High = 1.4e-3 };
        Assert.Equal(Flat(ParityPlot.Draw([still])) + 1, Flat(ParityPlot.Draw([moved])));
        Assert.Contains("eight of ten runs", ParityPlot.Draw([moved]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_drawn_is_counted()
    {
        Assert.Contains("not shown, because without a positive value: 2", ParityPlot.Draw([new("a", 0, 1, ""), new("b", 1, double.NaN, ""), new("c", 1, 1, "x")]), StringComparison.Ordinal);
        Assert.Contains("nothing to draw", ParityPlot.Draw([]), StringComparison.Ordinal);
    }

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);
}
