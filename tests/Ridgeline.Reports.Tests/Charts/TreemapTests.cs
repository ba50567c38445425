using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class TreemapTests
{
    private static readonly double[] Sizes = [6, 6, 4, 3, 2, 2, 1, 0, 1000, 0.001];

    [Fact]
    public void Areas_are_proportional_to_values_and_fill_the_frame()
    {
        var frame = new Frame(10, 20, 600, 400);
        var frames = Squares.Lay(Sizes, frame);
        for (var i = 0; i < Sizes.Length; i++)
            Assert.Equal(Sizes[i] / Sizes.Sum() * frame.Area, frames[i].Area, 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public void Frames_do_not_overlap_and_stay_inside(int count)
    {
        var frame = new Frame(10, 20, 600, 400);
        var frames = Squares.Lay([.. Enumerable.Range(0, count).Select(i => 1.0 + i * i % 17)], frame);
        for (var i = 0; i < count; i++)
        {
            Assert.True(frames[i].X >= 10 - 1e-6 && frames[i].Y >= 20 - 1e-6 && frames[i].Right <= 610 + 1e-6 && frames[i].Bottom <= 420 + 1e-6);
            for (var j = 0; j < i; j++)
                Assert.False(Shrunk(frames[i]).Overlaps(Shrunk(frames[j])), $"{frames[i]} and {frames[j]}");
        }
    }

    [Fact]
    public void Tiles_are_about_square()
    {
        // The example of the paper: 6, 6, 4, 3, 2, 2, 1 in 6 by 4 gives no ratio above 2.8, where slices give up to 16.
        var frames = Squares.Lay([6, 6, 4, 3, 2, 2, 1], new(0, 0, 6, 4));
        Assert.All(frames, f => Assert.True(Math.Max(f.Width / f.Height, f.Height / f.Width) < 2.8, f.ToString()));
    }

    [Fact]
    public void Drawn_tiles_have_proportional_areas_across_blocks()
    {
        var data = Samples.Tiles(6, 5);
        var marks = new Picture(Treemap.Draw(data)).Marks().ToDictionary(m => Picture.Tip(m).Split('\n')[0], m => Picture.At(m, "width") * Picture.At(m, "height"));
        var whole = data.Blocks.Sum(block => block.Total);
        var area = marks.Values.Sum();
        foreach (var block in data.Blocks)
        {
            foreach (var tile in block.Tiles)
                Assert.Equal(tile.Value / whole, marks[$"{block.Name} / {tile.Name}"] / area, 1e-4);
        }
    }

    [Fact]
    public void Layers_lie_together_in_their_block()
    {
        var picture = new Picture(Treemap.Draw(Samples.Tiles(4, 6)));
        var blocks = picture.Marks().GroupBy(m => Picture.Tip(m).Split(" / ")[0])
            .Select(g => Shrunk(new(g.Min(m => Picture.At(m, "x")), g.Min(m => Picture.At(m, "y")),
                g.Max(m => Picture.At(m, "x") + Picture.At(m, "width")) - g.Min(m => Picture.At(m, "x")),
                g.Max(m => Picture.At(m, "y") + Picture.At(m, "height")) - g.Min(m => Picture.At(m, "y"))))).ToList();
        Assert.Equal(4, blocks.Count);
        for (var i = 0; i < blocks.Count; i++)
            Assert.DoesNotContain(blocks.Take(i), other => other.Overlaps(blocks[i]));
    }

    [Fact]
    public void Labels_stay_inside_their_tiles_and_apart_from_block_names()
    {
        var picture = new Picture(Treemap.Draw(Samples.Tiles(8, 9, i => $"layer_with_a_rather_long_name_{i}")));
        var tiles = picture.Marks().ToList();
        var tabs = picture.Styled("rl-tab").ToList();
        Assert.NotEmpty(tabs);
        foreach (var label in picture.Styled("rl-inside"))
        {
            var (left, right, y) = EveryPictureTests.Extent(label);
            Assert.Contains(tiles, t => Picture.At(t, "x") <= left && Picture.At(t, "x") + Picture.At(t, "width") >= right
                && Picture.At(t, "y") <= y - 8 && Picture.At(t, "y") + Picture.At(t, "height") >= y);
            Assert.DoesNotContain(tabs, t => Picture.At(t, "x") < right && left < Picture.At(t, "x") + Picture.At(t, "width")
                && Picture.At(t, "y") < y && y - 8 < Picture.At(t, "y") + Picture.At(t, "height"));
        }
    }

    [Fact]
    public void A_category_has_one_colour_everywhere_and_stands_in_the_legend()
    {
        var picture = new Picture(Treemap.Draw(Samples.Tiles(3, 6) with { Categories = [new("op1", "#123456")] }));
        foreach (var group in picture.Marks().GroupBy(m => Picture.Tip(m).Split('\n')[2]))
            Assert.Single(group.Select(m => (string?)m.Attribute("fill")).Distinct());
        Assert.Contains(picture.All("rect"), r => Picture.Tip(r) == "op1" && (string?)r.Attribute("fill") == "#123456");
    }

    [Fact]
    public void Nothing_but_zeros_is_an_empty_picture() =>
        Assert.Contains("nothing to draw", new Picture(Treemap.Draw(new([new("a", [new("b", 0, "c")])]))).Texts());

    private static Frame Shrunk(Frame frame) => new(frame.X + 0.01, frame.Y + 0.01, frame.Width - 0.02, frame.Height - 0.02);
}
