using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Tests.Charts;

public class EveryPictureTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(33)]
    [InlineData(150)]
    public void Is_a_well_formed_standalone_picture(int count)
    {
        foreach (var (kind, svg) in Samples.All(count))
        {
            var picture = new Picture(svg);
            Assert.True(picture.Root.Name.LocalName == "svg", kind);
            Assert.Equal("img", (string?)picture.Root.Attribute("role"));
            Assert.Equal("A title", (string?)picture.Root.Attribute("aria-label"));
            Assert.Contains("prefers-color-scheme: dark", svg, StringComparison.Ordinal);
            Assert.DoesNotContain(" id=", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Is_the_same_bytes_each_time() =>
        Assert.Equal(Samples.All(45).Select(p => p.Svg), Samples.All(45).Select(p => p.Svg));

    [Fact]
    public void Says_so_where_there_is_nothing_to_draw()
    {
        foreach (var (kind, svg) in Samples.All(0))
            Assert.True(new Picture(svg).Texts().Contains("nothing to draw"), kind);
    }

    [Fact]
    public void Escapes_names_and_shows_them_unchanged_in_tooltips()
    {
        foreach (var (kind, svg) in Samples.All(3, i => Samples.Nasty + i, title: Samples.Nasty))
        {
            var picture = new Picture(svg);
            Assert.True(picture.All("title").Any(tip => tip.Value.Contains("a<b>&\"c'\uFFFD\uFFFDé1", StringComparison.Ordinal)), kind);
        }
    }

    [Fact]
    public void Has_a_name_and_a_value_on_every_mark()
    {
        foreach (var (kind, svg) in Samples.All(12))
        {
            var picture = new Picture(svg);
            var colored = picture.All("rect").Concat(picture.All("path")).Where(e => e.Attribute("fill") is not null || (string?)e.Attribute("class") == "rl-hover");
            Assert.True(colored.All(e => Picture.Tip(e).Length > 0), kind);
            Assert.True(colored.Any(), kind);
        }
    }

    [Theory]
    [InlineData(1e15)]
    [InlineData(1e-6)]
    public void Draws_values_of_any_size(double unit)
    {
        foreach (var (kind, svg) in Samples.All(9, unit: unit))
        {
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("E+", svg, StringComparison.Ordinal);
            Assert.True(new Picture(svg).Texts().Count() > 3, kind);
        }
    }

    [Theory]
    [InlineData(5)]
    [InlineData(60)]
    [InlineData(700)]
    public void Keeps_all_text_on_the_paper(int count)
    {
        foreach (var (kind, svg) in Samples.All(count, i => i + Samples.Long, title: Samples.Long))
        {
            var picture = new Picture(svg);
            foreach (var text in picture.All("text").Where(text => text.Attribute("transform") is null))
            {
                var (left, right, y) = Extent(text);
                Assert.True(left >= 0 && right <= picture.Width && y > 0 && y <= picture.Height, $"{kind}: '{Picture.Shown(text)}' from {left} to {right} at {y}");
            }
        }
    }

    [Fact]
    public void Refuses_what_it_cannot_show_truthfully()
    {
        foreach (var bad in new[] { -1, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentException>(() => StackedBars.Draw(new([new("a")], [new("b", [bad])])));
            Assert.Throws<ArgumentException>(() => MemoryOverTime.Draw(new([new("a")], [new("b", [bad])])));
            Assert.Throws<ArgumentException>(() => Treemap.Draw(new([new("a", [new("b", bad, "c")])])));
            Assert.Throws<ArgumentException>(() => Donut.Draw([new("a", bad)]));
            Assert.Throws<ArgumentException>(() => BlockGraph.Draw(new([new("a", "a", "", bad)], [])));
        }
    }

    internal static (double Left, double Right, double Y) Extent(System.Xml.Linq.XElement text)
    {
        var size = (string?)text.Attribute("class") switch { "rl-title" => 16.0, "rl-big" => 22, "rl-tick" or "rl-inside" => 11, _ => 12 };
        var bold = (string?)text.Attribute("class") is "rl-title" or "rl-big" or "rl-strong" or "rl-halo" or "rl-limit-text" or "rl-inside-strong";
        var wide = TextWidth.Of(Picture.Shown(text), size, bold);
        var left = Picture.At(text, "x") - ((string?)text.Attribute("text-anchor") switch { "end" => wide, "middle" => wide / 2, _ => 0 });
        // Half a pixel for rounded coordinates.
        return (left + 0.5, left + wide - 0.5, Picture.At(text, "y"));
    }
}
