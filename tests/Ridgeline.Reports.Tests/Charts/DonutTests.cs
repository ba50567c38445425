using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class DonutTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(40)]
    public void Angles_are_proportional_and_close_the_ring(int count)
    {
        var slices = Samples.Slices(count);
        var arcs = DonutArcs.Of(slices, new());
        Assert.Equal(360, arcs.Sum(arc => arc.Sweep), 1e-9);
        Assert.Equal(slices.Sum(slice => slice.Value), arcs.Sum(arc => arc.Value), 1e-3);
        foreach (var arc in arcs)
            Assert.Equal(arc.Value / slices.Sum(slice => slice.Value) * 360, arc.Sweep, 1e-9);
        for (var i = 1; i < arcs.Count; i++)
            Assert.Equal(arcs[i - 1].To, arcs[i].From, 1e-9);
    }

    [Fact]
    public void Drawn_slices_span_their_angles()
    {
        var picture = new Picture(Donut.Draw([new("a", 3), new("b", 1)]));
        var rings = picture.All("path").ToList();
        Assert.Equal(2, rings.Count);
        // Three quarters: from the top (x in the middle) clockwise to the left.
        var points = Picture.Strokes(rings[0])[0];
        var (start, end) = (points[0], points[2]);
        Assert.Equal(104, end.Y - start.Y, 0.02);
        Assert.Equal(-104, end.X - start.X, 0.02);
        Assert.StartsWith("a\n3\n75 %", Picture.Tip(rings[0]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_slice_is_a_whole_ring()
    {
        var stroke = Picture.Strokes(new Picture(Donut.Draw([new("all", 7)])).All("path").Single())[0];
        Assert.Equal(208, stroke.Max(p => p.Y) - stroke.Min(p => p.Y), 0.02);
    }

    [Fact]
    public void Small_shares_are_gathered_and_counted()
    {
        var arcs = DonutArcs.Of([new("tiny1", 1), new("big", 900), new("tiny2", 2), new("half", 500), new("tiny3", 3)], new());
        Assert.Equal(["big", "half", "other (3)"], arcs.Select(arc => arc.Name));
        Assert.Equal(6, arcs[^1].Value);
    }

    [Fact]
    public void One_small_share_keeps_its_name() =>
        Assert.Equal(["big", "tiny"], DonutArcs.Of([new("tiny", 1), new("big", 900)], new()).Select(arc => arc.Name));

    [Fact]
    public void More_slices_than_asked_for_are_gathered() =>
        Assert.Equal(["op9", "op8", "op7", "other (7)"], DonutArcs.Of(Samples.Slices(10), new() { MostSlices = 3 }).Select(arc => arc.Name));

    [Fact]
    public void A_category_keeps_its_colour_whatever_its_share()
    {
        string ColorOfB(double a) => DonutArcs.Of([new("a", a), new("b", 5)], new()).Single(arc => arc.Name == "b").Color;
        Assert.Equal(ColorOfB(1), ColorOfB(100));
    }

    [Fact]
    public void Zeros_are_an_empty_picture() => Assert.Contains("nothing to draw", new Picture(Donut.Draw([new("a", 0)])).Texts());
}
