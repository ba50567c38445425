using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Tests.Charts;

public class StackedBarsTests
{
    private static readonly StackedBarsOptions Right = new() { Direction = BarDirection.Rightward, Format = v => $"{v / 1e6:0.#} MB" };

    [Theory]
    [InlineData(BarDirection.Rightward, "width", 2)]
    [InlineData(BarDirection.Rightward, "width", 40)]
    [InlineData(BarDirection.Upward, "height", 2)]
    [InlineData(BarDirection.Upward, "height", 2000)]
    public void Bars_are_as_long_as_their_values(BarDirection direction, string length, int count)
    {
        var data = Samples.Bars(count);
        var marks = new Picture(StackedBars.Draw(data, Right with { Direction = direction })).Marks().ToList();
        var values = data.Bars.SelectMany(bar => bar.Values).Where(value => value > 0).ToList();

        Assert.Equal(values.Count, marks.Count);
        var scale = marks.Sum(mark => Picture.At(mark, length)) / values.Sum();
        for (var i = 0; i < values.Count; i++)
            Assert.Equal(values[i] * scale, Picture.At(marks[i], length), 0.02);
    }

    [Fact]
    public void Sections_of_a_bar_follow_one_another_without_gap()
    {
        var marks = new Picture(StackedBars.Draw(new(Samples.Sections, [new("a", [3, 4, 5])]), Right)).Marks().ToList();
        for (var i = 1; i < 3; i++)
            Assert.Equal(Picture.At(marks[i - 1], "x") + Picture.At(marks[i - 1], "width"), Picture.At(marks[i], "x"), 0.011);
    }

    [Fact]
    public void Upward_bars_stand_on_the_axis_and_grow_up()
    {
        var picture = new Picture(StackedBars.Draw(new(Samples.Sections, [new("a", [3, 4, 5])]), Right with { Direction = BarDirection.Upward }));
        var marks = picture.Marks().ToList();
        var axis = Picture.At(picture.Styled("rl-axis").First(), "y1");
        Assert.Equal(axis, Picture.At(marks[0], "y") + Picture.At(marks[0], "height"), 0.011);
        Assert.Equal(Picture.At(marks[0], "y"), Picture.At(marks[1], "y") + Picture.At(marks[1], "height"), 0.011);
    }

    [Fact]
    public void Ticks_stand_where_their_values_are()
    {
        var picture = new Picture(StackedBars.Draw(new([new("w")], [new("a", [100e6]), new("b", [230e6])]), Right));
        var zero = Picture.At(picture.Text(t => t == "0 MB"), "x");
        var hundred = Picture.At(picture.All("text").First(t => Picture.Shown(t) == "100 MB"), "x");
        Assert.Equal(Picture.At(picture.Marks().First(), "width"), hundred - zero, 0.02);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void Grows_upward_where_rows_would_be_too_many(int count, bool upward)
    {
        var picture = new Picture(StackedBars.Draw(Samples.Bars(count)));
        Assert.Equal(upward, picture.All("text").Any(text => text.Attribute("transform") is not null));
    }

    [Theory]
    [InlineData(45)]
    [InlineData(61)]
    [InlineData(300)]
    [InlineData(2000)]
    public void Names_below_upward_bars_do_not_run_into_one_another(int count)
    {
        var names = new Picture(StackedBars.Draw(Samples.Bars(count))).All("text").Where(t => t.Attribute("transform") is not null).ToList();
        var distances = names.Zip(names.Skip(1), (a, b) => Picture.At(b, "x") - Picture.At(a, "x"));
        Assert.All(distances, distance => Assert.True(distance >= 14, $"{distance} px"));
        Assert.True(names.Count >= 20);
    }

    [Fact]
    public void The_limit_stands_on_the_scale_of_the_bars()
    {
        var picture = new Picture(StackedBars.Draw(new([new("w")], [new("a", [40])]), Right with { Limit = new(60, "the limit") }));
        var bar = picture.Marks().Single();
        var limit = picture.Styled("rl-limit").Single();
        Assert.Equal(Picture.At(bar, "width") * 1.5, Picture.At(limit, "x1") - Picture.At(bar, "x"), 0.03);
        Assert.Contains("the limit", picture.Texts());
    }

    [Theory]
    [InlineData(BarDirection.Rightward)]
    [InlineData(BarDirection.Upward)]
    public void A_limit_far_beyond_the_bars_is_told_in_words(BarDirection direction)
    {
        var picture = new Picture(StackedBars.Draw(new([new("w")], [new("a", [40])]), new() { Direction = direction, Limit = new(4000, "the limit") }));
        Assert.Empty(picture.Styled("rl-limit"));
        Assert.Contains(picture.Texts(), text => text.Contains("the limit lies beyond", StringComparison.Ordinal) && text.Contains("100 ×", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Zeros_draw_an_axis_and_no_bars(int count)
    {
        var data = new StackedBarsData([new("w")], [.. Enumerable.Range(0, count).Select(i => new Bar($"l{i}", [0]))]);
        var picture = new Picture(StackedBars.Draw(data, new() { Limit = new(5, "limit") }));
        Assert.Empty(picture.Marks());
        Assert.NotEmpty(picture.Styled("rl-limit"));
    }

    [Fact]
    public void A_bar_must_have_a_value_for_each_section() =>
        Assert.Throws<ArgumentException>(() => StackedBars.Draw(new(Samples.Sections, [new("a", [1])])));

    [Fact]
    public void Colours_come_from_the_data_or_the_palette()
    {
        var picture = new Picture(StackedBars.Draw(new([new("w", "#ABCDEF"), new("i")], [new("a", [1, 2])])));
        Assert.Equal("#abcdef", (string?)picture.Marks().First().Attribute("fill"));
        Assert.Equal(Ridgeline.Reports.Svg.Palette.Category(1), (string?)picture.Marks().Last().Attribute("fill"));
        Assert.Throws<FormatException>(() => StackedBars.Draw(new([new("w", "red")], [new("a", [1])])));
    }
}
