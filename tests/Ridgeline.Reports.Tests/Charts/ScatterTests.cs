using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class ScatterTests
{
    [Fact]
    public void Equal_factors_are_equal_distances_up_and_equal_steps_across()
    {
        var picture = new Picture(Scatter.Draw([new("a", [new(2000, 1), new(2010, 10), new(2020, 100)])]));
        var discs = picture.All("circle").ToArray();
        Assert.Equal(Picture.At(discs[0], "cy") - Picture.At(discs[1], "cy"), Picture.At(discs[1], "cy") - Picture.At(discs[2], "cy"), 0.03);
        Assert.Equal(Picture.At(discs[1], "cx") - Picture.At(discs[0], "cx"), Picture.At(discs[2], "cx") - Picture.At(discs[1], "cx"), 0.03);
    }

    [Fact]
    public void Parity_is_a_diagonal_on_one_pair_of_axes()
    {
        var picture = new Picture(Scatter.Draw([new("layers", [new(1, 1), new(3, 4), new(1000, 1000)])],
            new() { IsParity = true, IsLogAcross = true, PlotHeight = 400 }));
        var ends = ((string)picture.All("polyline").Single().Attribute("points")!).Split(' ', ',')
            .Select(t => double.Parse(t, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var discs = picture.All("circle").ToArray();
        foreach (var disc in new[] { discs[0], discs[2] })
        {
            var share = (Picture.At(disc, "cx") - ends[0]) / (ends[2] - ends[0]);
            Assert.Equal(ends[1] + share * (ends[3] - ends[1]), Picture.At(disc, "cy"), 0.1);
        }
    }

    [Fact]
    public void What_has_no_place_is_counted_and_nothing_is_no_hole()
    {
        Assert.Contains("without a positive value: 2", Scatter.Draw([new("a", [new(1, 1), new(2, 0), new(3, -5)])]), StringComparison.Ordinal);
        Assert.Contains("nothing to draw", Scatter.Draw([]), StringComparison.Ordinal);
        Assert.Contains("nothing to draw", Scatter.Draw([new("a", [new(1, 0)])]), StringComparison.Ordinal);
        Assert.Contains("<svg", Scatter.Draw([new("a", [new(5, 7)])], new() { IsLogUp = false }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_band_and_a_curve_lie_where_they_are_told()
    {
        var picture = new Picture(Scatter.Draw([new("a", [new(0, 1), new(10, 100)]) { Curve = [new(0, 1), new(10, 100)], Band = [(0, 1, 10), (10, 10, 100)] }]));
        Assert.Single(picture.All("polyline"));
        Assert.Single(picture.All("polygon"));
    }
}
