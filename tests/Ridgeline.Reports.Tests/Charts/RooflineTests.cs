using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class RooflineTests
{
    private static readonly RooflineData Card = new(
        [new("tensor cores", 100e12), new("vector units", 20e12)],
        [new("HBM", 2e12), new("L2", 8e12)],
        [.. Enumerable.Range(0, 40).Select(i => new RooflineMark($"layer{i}", 0.5 * Math.Pow(1.25, i), Math.Min(100e12, 2e12 * 0.5 * Math.Pow(1.25, i)) * 0.7, (i % 5) / 80.0, $"op{i % 4}"))]);

    [Fact]
    public void Is_well_formed_the_same_each_time_and_dark_at_night()
    {
        var svg = Roofline.Draw(Card);
        Assert.Equal("Roofline", (string?)new Picture(svg).Root.Attribute("aria-label"));
        Assert.Equal(svg, Roofline.Draw(Card));
        Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(" id=", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_factors_are_equal_distances()
    {
        RooflineMark[] marks = [new("a", 1, 1e12, 0.5, "op"), new("b", 10, 1e13, 0.3, "op"), new("c", 100, 1e12, 0.2, "op")];
        var discs = Discs(Roofline.Draw(Card with { Marks = marks }));
        Assert.Equal(Picture.At(discs[1], "cx") - Picture.At(discs[0], "cx"), Picture.At(discs[2], "cx") - Picture.At(discs[1], "cx"), 0.03);
        Assert.Equal(Picture.At(discs[0], "cy"), Picture.At(discs[2], "cy"), 0.02);
    }

    [Fact]
    public void A_mark_at_the_ridge_lies_where_slope_and_ceiling_meet()
    {
        var picture = new Picture(Roofline.Draw(Card with { Marks = [new("a", 50, 100e12, 1, "op")] }));
        var ridge = picture.Styled("rl-dot").Single();
        var mark = picture.All("circle").Single(e => Picture.Tip(e).StartsWith("a\n", StringComparison.Ordinal));
        var slope = picture.All("line").Single(e => Picture.Tip(e).StartsWith("HBM", StringComparison.Ordinal));
        var ceiling = picture.All("line").Single(e => Picture.Tip(e).StartsWith("tensor", StringComparison.Ordinal));
        foreach (var (x, y) in new[] { (Picture.At(mark, "cx"), Picture.At(mark, "cy")), (Picture.At(slope, "x2"), Picture.At(slope, "y2")) })
        {
            Assert.Equal(Picture.At(ridge, "cx"), x, 0.02);
            Assert.Equal(Picture.At(ridge, "cy"), y, 0.02);
        }

        Assert.Equal(Picture.At(ridge, "cy"), Picture.At(ceiling, "y1"), 0.02);
        Assert.Contains("ridge 50", picture.Texts());
    }

    [Fact]
    public void Marks_stand_on_the_ticks_of_their_values()
    {
        var picture = new Picture(Roofline.Draw(Card with { Marks = [new("a", 10, 1e13, 1, "op"), new("b", 1e-3, 1e9, 1, "op")] }));
        var mark = picture.All("circle").Single(e => Picture.Tip(e).StartsWith("a\n", StringComparison.Ordinal));
        Assert.Equal(Picture.At(picture.Text(t => t == "10"), "x"), Picture.At(mark, "cx"), 0.02);
        Assert.Equal(Picture.At(picture.Text(t => t == "10 TFLOP/s"), "y") - 4, Picture.At(mark, "cy"), 0.02);
    }

    [Fact]
    public void Slopes_are_parallel_and_the_roof_is_the_slowest_memory_unless_told()
    {
        var picture = new Picture(Roofline.Draw(Card));
        double Steepness(string name)
        {
            var line = picture.All("line").Single(e => Picture.Tip(e).StartsWith(name, StringComparison.Ordinal));
            return (Picture.At(line, "y1") - Picture.At(line, "y2")) / (Picture.At(line, "x2") - Picture.At(line, "x1"));
        }

        Assert.Equal(Steepness("HBM"), Steepness("L2"), 0.001);
        Assert.Contains("ridge 12.5", new Picture(Roofline.Draw(Card, new() { MainMemory = "L2" })).Texts());
    }

    [Fact]
    public void The_roof_is_the_highest_ceiling_unless_told()
    {
        var picture = new Picture(Roofline.Draw(Card, new() { MainCeiling = "vector units" }));
        Assert.Contains("ridge 10", picture.Texts());
        Assert.Contains("ridge 50", new Picture(Roofline.Draw(Card)).Texts());
    }

    [Fact]
    public void Names_of_ceilings_keep_clear_of_lines_and_of_where_others_begin()
    {
        var picture = new Picture(Roofline.Draw(Card with { Marks = [new("a", 0.05, 1e9, 1, "op")] }));
        var lines = picture.All("line").Where(e => (string?)e.Attribute("class") == "rl-edge").ToList();
        foreach (var ceiling in Card.Compute)
        {
            var (left, right, y) = EveryPictureTests.Extent(picture.Text(t => t.StartsWith(ceiling.Name, StringComparison.Ordinal)));
            var own = lines.Single(e => Picture.Tip(e).StartsWith(ceiling.Name, StringComparison.Ordinal));
            Assert.InRange(left, Picture.At(own, "x1"), right);
            Assert.DoesNotContain(lines, e => Picture.At(e, "y1") == Picture.At(e, "y2") && Picture.At(e, "y1") > y - 10 && Picture.At(e, "y1") < y + 1);
            Assert.DoesNotContain(lines, e => Picture.At(e, "y1") != Picture.At(e, "y2") && Picture.At(e, "x2") > left && Picture.At(e, "y2") < y);
        }
    }

    [Fact]
    public void Small_intensities_read_as_decimals() =>
        Assert.Contains("0.1", new Picture(Roofline.Draw(Card with { Marks = [new("a", 0.02, 1e9, 1, "op")] })).Texts());

    [Fact]
    public void Marks_on_one_spot_have_one_name()
    {
        var picture = new Picture(Roofline.Draw(Card with { Marks = [new("first", 5, 1e12, 0.5, "op"), new("second", 5, 1e12, 0.4, "op"), new("else", 500, 1e12, 0.1, "op")] }));
        Assert.Equal(["first", "else"], picture.Texts().Where(t => t is "first" or "second" or "else"));
    }

    [Fact]
    public void Areas_are_shares_and_none_is_too_small_to_see()
    {
        var discs = Discs(Roofline.Draw(Card with { Marks = [new("a", 1, 1e12, 0.8, "op"), new("b", 2, 1e12, 0.2, "op"), new("c", 4, 1e12, 0, "op")] }));
        Assert.Equal(4, Math.Pow(Picture.At(discs[0], "r") / Picture.At(discs[1], "r"), 2), 0.01);
        Assert.True(Picture.At(discs[2], "r") >= 3);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(960)]
    public void Labels_do_not_overlap_and_stay_on_the_paper(double width)
    {
        var marks = Card.Marks.Select(mark => mark with { Name = mark.Name + Samples.Long }).ToArray();
        foreach (var data in new[] { Card, Card with { Marks = marks } })
        {
            var picture = new Picture(Roofline.Draw(data, new() { Width = width, Labels = 40 }));
            var texts = picture.All("text").Where(text => text.Attribute("transform") is null).ToList();
            Assert.All(texts, text => Assert.InRange(EveryPictureTests.Extent(text).Right, 0, width));
            Assert.All(texts, text => Assert.True(EveryPictureTests.Extent(text).Left >= 0));
            var labels = texts.Where(text => (string?)text.Attribute("class") == "rl-halo").Select(EveryPictureTests.Extent).ToList();
            for (var i = 0; i < labels.Count; i++)
                Assert.DoesNotContain(labels.Skip(i + 1), b => Math.Abs(b.Y - labels[i].Y) < 12 && b.Left < labels[i].Right && labels[i].Left < b.Right);
        }
    }

    [Fact]
    public void What_has_no_place_is_counted()
    {
        RooflineMark[] marks = [new("a", 0, 1e12, 0.5, "op"), new("b", -1, 1e12, 0.5, "op"), new("c", double.PositiveInfinity, 1e12, 0, "op"), new("d", 1, 1e12, 0, "op")];
        var picture = new Picture(Roofline.Draw(Card with { Marks = marks, Compute = [.. Card.Compute, new("none", 0)] }));
        Assert.Contains("not shown, because without a positive value: 4", picture.Texts());
        Assert.Throws<ArgumentException>(() => Roofline.Draw(Card with { Marks = [new("a", 1, 1, double.NaN, "op")] }));
    }

    [Fact]
    public void Says_so_where_there_is_nothing_to_draw()
    {
        Assert.Contains("nothing to draw", new Picture(Roofline.Draw(new([], [], []))).Texts());
        Assert.Contains("nothing to draw", new Picture(Roofline.Draw(new([new("a", 0)], [new("b", -1)], [new("c", 0, 0, 1, "op")]))).Texts());
    }

    [Fact]
    public void Any_part_may_be_missing_and_any_size_fits()
    {
        foreach (var unit in new[] { 1e-60, 1e-6, 1, 1e40 })
        {
            foreach (var (ceilings, slopes, marks) in new[] { (1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (2, 2, 30) })
            {
                var svg = Roofline.Draw(new(
                    [.. Card.Compute.Take(ceilings).Select(c => c with { FlopPerSecond = c.FlopPerSecond * unit })],
                    [.. Card.Memory.Take(slopes)],
                    [.. Card.Marks.Take(marks).Select(m => m with { Performance = m.Performance * unit })]));
                Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
                Assert.True(new Picture(svg).Texts().Count() > 3);
            }
        }
    }

    private static List<System.Xml.Linq.XElement> Discs(string svg) =>
        [.. new Picture(svg).All("circle").Where(e => e.Attribute("fill") is not null)];
}
