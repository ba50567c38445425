using System.Diagnostics;
using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Tests.Charts;

public class BlockGraphTests
{
    [Theory]
    [InlineData(2, 0)]
    [InlineData(12, 3)]
    public void Edges_go_downward(int count, int skip)
    {
        var picture = new Picture(BlockGraph.Draw(Samples.Chain(count, skip: skip)));
        var edges = picture.Styled("rl-edge").ToList();
        Assert.Equal(count - 1, edges.Count);
        foreach (var stroke in edges.SelectMany(Picture.Strokes))
        {
            for (var i = 1; i < stroke.Count; i++)
                Assert.True(stroke[i].Y > stroke[i - 1].Y, $"{stroke[i - 1]} to {stroke[i]}");
        }
    }

    [Fact]
    public void Edges_join_the_blocks_they_name()
    {
        var picture = new Picture(BlockGraph.Draw(Samples.Chain(7, skip: 3)));
        foreach (var edge in picture.Styled("rl-edge"))
        {
            var names = Picture.Tip(edge).Split(" → ");
            var (from, targets) = (Box(picture, names[0]), names[1].Split(", ").Select(name => Box(picture, name)).ToList());
            var points = Picture.Strokes(edge);
            Assert.Contains(points, stroke => Math.Abs(stroke[0].X - Middle(from)) < 0.02 && Math.Abs(stroke[0].Y - from.Bottom) < 0.02);
            foreach (var target in targets)
                Assert.Contains(points, stroke => Math.Abs(stroke[^1].X - Middle(target)) < 0.02 && Math.Abs(stroke[^1].Y - target.Y) < 8);
        }
    }

    [Fact]
    public void A_residual_network_has_a_straight_spine_and_its_skips_pass_beside_the_blocks()
    {
        var picture = new Picture(BlockGraph.Draw(Samples.Chain(10, skip: 3)));
        var boxes = Boxes(picture);
        Assert.Single(boxes.Select(box => box.X).Distinct());
        foreach (var stroke in picture.Styled("rl-edge").SelectMany(Picture.Strokes))
        {
            // Every straight piece of a line keeps out of every box.
            for (var i = 1; i < stroke.Count; i++)
            {
                var middle = (X: (stroke[i].X + stroke[i - 1].X) / 2, Y: (stroke[i].Y + stroke[i - 1].Y) / 2);
                Assert.DoesNotContain(boxes, box => box.X < middle.X && middle.X < box.Right && box.Y < middle.Y && middle.Y < box.Bottom);
            }
        }
    }

    [Fact]
    public void Branches_stand_side_by_side_around_the_block_they_leave()
    {
        var nodes = "in a b c out".Split(' ').Select(id => new BlockNode(id, id)).ToArray();
        var edges = "a b c".Split(' ').SelectMany(id => new[] { new BlockEdge("in", id), new BlockEdge(id, "out") }).ToArray();
        var picture = new Picture(BlockGraph.Draw(new(nodes, edges)));
        Assert.Equal(Middle(Box(picture, "in")), Middle(Box(picture, "b")), 0.02);
        Assert.Equal(Middle(Box(picture, "in")), Middle(Box(picture, "out")), 0.02);
        Assert.Equal(Box(picture, "a").Y, Box(picture, "c").Y);
    }

    [Fact]
    public void Blocks_never_overlap()
    {
        var edges = Enumerable.Range(1, 79).SelectMany(i => new[] { new BlockEdge($"n{i * 7 % i}", $"n{i}"), new BlockEdge($"n{i / 3}", $"n{i}") });
        var boxes = Boxes(new Picture(BlockGraph.Draw(new(Samples.Chain(80).Nodes, [.. edges]))));
        Assert.Equal(80, boxes.Count);
        for (var i = 0; i < boxes.Count; i++)
            Assert.DoesNotContain(boxes.Take(i), other => other.Overlaps(boxes[i]));
    }

    [Fact]
    public void Colours_follow_the_cost()
    {
        var picture = new Picture(BlockGraph.Draw(new([new("a", "a", "", 0.4), new("b", "b", "", 0.2), new("c", "c")], [])));
        string Fill(string label) => (string)picture.Styled("rl-node").Single(n => Picture.Tip(n).StartsWith(label, StringComparison.Ordinal)).Attribute("fill")!;
        Assert.Equal(Palette.Cost(1).ToString(), Fill("a"));
        Assert.Equal(Palette.Cost(0.5).ToString(), Fill("b"));
        Assert.Equal(Palette.Cost(0).ToString(), Fill("c"));
        Assert.Contains("40 %", picture.Texts());
    }

    [Theory]
    [InlineData("0>1 1>2 2>0")]
    [InlineData("0>0")]
    [InlineData("0>1 1>0")]
    [InlineData("0>1 1>2 2>3 3>1 3>0 2>2 0>3")]
    public void Cycles_are_drawn_and_what_closes_them_is_marked(string edges)
    {
        var list = edges.Split(' ').Select(e => new BlockEdge($"n{e[0]}", $"n{e[2]}")).ToArray();
        var picture = new Picture(BlockGraph.Draw(new(Samples.Chain(4).Nodes, list)));
        Assert.Equal(4, Boxes(picture).Count);
        Assert.NotEmpty(picture.Styled("rl-back"));
    }

    [Fact]
    public void A_graph_without_cycles_has_no_edge_marked_as_closing_one() =>
        Assert.Empty(new Picture(BlockGraph.Draw(Samples.Chain(30, skip: 4))).Styled("rl-back"));

    [Fact]
    public void A_long_chain_goes_on_in_a_next_column()
    {
        var picture = new Picture(BlockGraph.Draw(Samples.Chain(40, skip: 2)));
        Assert.InRange(Boxes(picture).Select(box => box.X).Distinct().Count(), 2, 6);
        Assert.True(picture.Height < 40 * 70 / 1.9, $"{picture.Height} px");
    }

    [Fact]
    public void Three_hundred_blocks_take_a_moment()
    {
        BlockGraph.Draw(Samples.Chain(20, skip: 3));
        var watch = Stopwatch.StartNew();
        BlockGraph.Draw(Samples.Chain(300, skip: 3));
        // It takes about 10 ms; the rest is room for a busy machine.
        Assert.True(watch.ElapsedMilliseconds < 30_000, $"{watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public void Everything_to_everything_ends()
    {
        var edges = from i in Enumerable.Range(0, 60) from j in Enumerable.Range(0, 60) select new BlockEdge($"n{i}", $"n{j}");
        Assert.Equal(60, Boxes(new Picture(BlockGraph.Draw(new(Samples.Chain(60).Nodes, [.. edges])))).Count);
    }

    [Fact]
    public void Bad_graphs_are_refused()
    {
        Assert.Throws<ArgumentException>(() => BlockGraph.Draw(new([new("a", "a"), new("a", "b")], [])));
        Assert.Throws<ArgumentException>(() => BlockGraph.Draw(new([new("a", "a")], [new("a", "nowhere")])));
        Assert.Throws<ArgumentException>(() => BlockGraph.Draw(new([new("a", "a", "", 1.5)], [])));
    }

    private static double Middle(Frame frame) => frame.X + frame.Width / 2;

    private static Frame Box(Picture picture, string label) =>
        FrameOf(picture.Styled("rl-node").Single(node => Picture.Tip(node).Split('\n')[0] == label));

    private static List<Frame> Boxes(Picture picture) => [.. picture.Styled("rl-node").Select(FrameOf)];

    private static Frame FrameOf(System.Xml.Linq.XElement rect) =>
        new(Picture.At(rect, "x"), Picture.At(rect, "y"), Picture.At(rect, "width"), Picture.At(rect, "height"));
}
