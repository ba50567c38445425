using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class MemoryOverTimeTests
{
    private static readonly MemoryOverTimeData Hill = new([new("w"), new("a")],
        [new("s0", [10, 0]), new("s1", [10, 30]), new("s2", [10, 70]), new("s3", [10, 20])]);

    [Fact]
    public void The_peak_is_marked_at_the_highest_step()
    {
        var picture = new Picture(MemoryOverTime.Draw(Hill));
        var hovers = picture.Styled("rl-hover").ToList();
        var dot = picture.Styled("rl-dot").Single();
        Assert.Equal(Picture.At(hovers[2], "x") + Picture.At(hovers[2], "width") / 2, Picture.At(dot, "cx"), 0.02);
        Assert.Contains("peak 80 at s2", picture.Texts());

        var top = picture.All("path").SelectMany(path => Picture.Strokes(path)[0]).Min(point => point.Y);
        Assert.Equal(top, Picture.At(dot, "cy"), 0.011);
    }

    [Fact]
    public void The_first_of_equal_peaks_is_marked() =>
        Assert.Contains("peak 5 at b", new Picture(MemoryOverTime.Draw(new([new("w")], [new("a", [1]), new("b", [5]), new("c", [5])]))).Texts());

    [Fact]
    public void Areas_have_the_size_of_the_values_times_the_steps()
    {
        var picture = new Picture(MemoryOverTime.Draw(Hill));
        var areas = picture.All("path").Select(path => Area(Picture.Strokes(path)[0])).ToList();
        Assert.Equal(2, areas.Count);
        Assert.Equal(120.0 / 40, areas[1] / areas[0], 0.005);
    }

    [Fact]
    public void Kinds_are_stacked_without_gap()
    {
        var picture = new Picture(MemoryOverTime.Draw(Hill));
        var strokes = picture.All("path").Select(path => Picture.Strokes(path)[0]).ToList();
        Assert.Equal(strokes[0].Min(p => p.Y), strokes[1].Max(p => p.Y), 0.011);
    }

    [Fact]
    public void Capacity_stands_on_the_scale_of_the_areas()
    {
        var picture = new Picture(MemoryOverTime.Draw(Hill, new() { Capacity = new(60, "card") }));
        var axis = Picture.At(picture.Styled("rl-axis").First(), "y1");
        var capacity = Picture.At(picture.Styled("rl-limit").Single(), "y1");
        var peak = Picture.At(picture.Styled("rl-dot").Single(), "cy");
        Assert.Equal(60.0 / 80, (axis - capacity) / (axis - peak), 0.001);
    }

    [Fact]
    public void Thousands_of_steps_become_columns_and_the_peak_survives()
    {
        var data = Samples.Memory(5003);
        var steps = data.Steps.ToArray();
        steps[4321] = new("the top", [1e9, 0, 0]);
        var columns = MemoryOverTime.Columns(steps);
        Assert.InRange(columns.Count, 100, 1000);
        Assert.Contains(columns, column => column.Name == "the top");
        Assert.Contains("peak 1 G at the top", new Picture(MemoryOverTime.Draw(data with { Steps = steps })).Texts());
    }

    [Fact]
    public void Zeros_have_no_peak() =>
        Assert.Empty(new Picture(MemoryOverTime.Draw(new([new("w")], [new("a", [0])]))).Styled("rl-dot"));

    private static double Area(List<(double X, double Y)> points)
    {
        var sum = 0.0;
        for (var i = 0; i < points.Count; i++)
        {
            var (a, b) = (points[i], points[(i + 1) % points.Count]);
            sum += a.X * b.Y - b.X * a.Y;
        }

        return Math.Abs(sum) / 2;
    }
}
