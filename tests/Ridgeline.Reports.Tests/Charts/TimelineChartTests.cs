using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class TimelineChartTests
{
    private static readonly TimelineChartData Two = new(["compute", "DMA"],
        [new("conv1", 0, 0, 1e-3, "conv"), new("load", 1, 0.5e-3, 2e-3, "copy"), new("conv2", 0, 1e-3, 3e-3, "conv", "bound by HBM")]);

    [Fact]
    public void Is_well_formed_the_same_each_time_and_dark_at_night()
    {
        var svg = TimelineChart.Draw(Two);
        Assert.Equal("Timeline", (string?)new Picture(svg).Root.Attribute("aria-label"));
        Assert.Equal(svg, TimelineChart.Draw(Two));
        Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Widths_and_places_are_proportional_to_time()
    {
        var picture = new Picture(TimelineChart.Draw(Two));
        var (first, second, load) = (Box(picture, "conv1"), Box(picture, "conv2"), Box(picture, "load"));
        Assert.Equal(3, Picture.At(second, "width") / Picture.At(first, "width"), 0.001);
        Assert.Equal(2, Picture.At(load, "width") / Picture.At(first, "width"), 0.001);
        Assert.Equal(Picture.At(first, "x") + Picture.At(first, "width"), Picture.At(second, "x"), 0.02);
        Assert.Equal(Picture.At(first, "y"), Picture.At(second, "y"));
        Assert.True(Picture.At(load, "y") >= Picture.At(first, "y") + Picture.At(first, "height"));
        Assert.Equal(Picture.At(picture.Text(t => t == "1 ms"), "x"), Picture.At(second, "x"), 0.02);
        Assert.Equal("conv2\nbound by HBM", Picture.Tip(second));
    }

    [Fact]
    public void Thousands_of_spans_stay_light_and_lose_no_time()
    {
        var spans = Enumerable.Range(0, 100_000).Select(i => new TimelineChartSpan($"s{i}", 0, i * 1e-6, 1e-6, $"op{i / 7 % 3}")).ToArray();
        var boxes = TimelineChartBoxes.Of(spans, 50e-6);
        Assert.InRange(boxes.Count, 1, 3000);
        Assert.Equal(0.1, boxes.Sum(box => box.Busy), 1e-9);
        Assert.Equal(spans.Length, boxes.Sum(box => box.Count));
        Assert.All(boxes.Zip(boxes.Skip(1)), pair => Assert.True(pair.First.Start < pair.Second.Start));
        Assert.True(TimelineChart.Draw(new(["unit"], spans)).Length < 1_000_000);
    }

    [Fact]
    public void Thin_spans_of_one_category_become_one_box_and_gaps_stay()
    {
        TimelineChartSpan[] spans = [new("a", 0, 0, 1, "x"), new("b", 0, 1, 1, "x"), new("c", 0, 50, 1, "x"), new("d", 0, 60, 40, "x")];
        Assert.Equal([2, 1, 1], TimelineChartBoxes.Of(spans, 5).Select(box => box.Count));
    }

    [Fact]
    public void Text_stays_on_the_paper()
    {
        var data = new TimelineChartData([Samples.Long, "b"], [new(Samples.Long, 0, 0, 1, Samples.Long), new(Samples.Nasty, 1, 1, 1, "x")]);
        foreach (var width in new[] { 300.0, 960 })
        {
            var picture = new Picture(TimelineChart.Draw(data, new() { Title = Samples.Long, Width = width }));
            Assert.All(picture.All("text").Select(EveryPictureTests.Extent), e => Assert.True(e.Left >= 0 && e.Right <= width && e.Y <= picture.Height));
        }
    }

    [Fact]
    public void Says_so_where_there_is_nothing_to_draw()
    {
        Assert.Contains("nothing to draw", new Picture(TimelineChart.Draw(new([], []))).Texts());
        Assert.Contains("nothing to draw", new Picture(TimelineChart.Draw(new(["a"], [new("s", 0, 1, 0, "x")]))).Texts());
    }

    [Fact]
    public void Refuses_what_it_cannot_show_truthfully()
    {
        foreach (var bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentException>(() => TimelineChart.Draw(new(["a"], [new("s", 0, bad, 1, "x")])));
            Assert.Throws<ArgumentException>(() => TimelineChart.Draw(new(["a"], [new("s", 0, 0, bad, "x")])));
        }

        Assert.Throws<ArgumentException>(() => TimelineChart.Draw(new(["a"], [new("s", 1, 0, 1, "x")])));
    }

    private static System.Xml.Linq.XElement Box(Picture picture, string name) =>
        picture.Marks().Single(mark => Picture.Tip(mark).StartsWith(name + "\n", StringComparison.Ordinal));
}
