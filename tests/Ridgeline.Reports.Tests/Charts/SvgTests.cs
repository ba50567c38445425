using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Tests.Charts;

public class SvgTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.001, "0")]
    [InlineData(1.004, "1")]
    [InlineData(1.239, "1.24")]
    [InlineData(-3.5, "-3.5")]
    [InlineData(1e15, "1000000000000000")]
    public void Numbers_have_at_most_two_decimals_and_no_exponent(double value, string text) => Assert.Equal(text, SvgNumber.Format(value));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void Numbers_are_finite(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => SvgNumber.Format(value));

    [Fact]
    public void Elements_nest_and_close() =>
        Assert.Equal("<g class=\"a\">\n<rect x=\"1.5\"/>\n<text><title>t</title>&lt;</text></g>\n",
            new SvgWriter().Open("g").With("class", "a").With("none", null).Open("rect").With("x", 1.5).Close().Open("text").Tip("t").Tip("").Say("<").Finish());

    [Fact]
    public void An_attribute_after_content_is_a_mistake() =>
        Assert.Throws<InvalidOperationException>(() => new SvgWriter().Open("g").Say("x").With("a", "b"));

    [Fact]
    public void Text_keeps_emoji_and_loses_what_xml_cannot_hold() =>
        Assert.Equal("😀&amp;&lt;&gt;&quot;\uFFFD\uFFFD\uFFFD&#10;", SvgEscape.Text("😀&<>\"\0\ud83d\uffff\n"));

    [Theory]
    [InlineData("conv1", 1000, "conv1")]
    [InlineData("conv1", 2, "")]
    public void Text_that_fits_stays_and_what_cannot_goes(string text, double width, string shown) => Assert.Equal(shown, TextWidth.Fit(text, width, 12));

    [Fact]
    public void Shortened_text_fits_and_keeps_both_ends()
    {
        for (var width = 20; width < 300; width += 7)
        {
            var text = TextWidth.Fit("features.stage3.block5.conv2", width, 12);
            Assert.True(TextWidth.Of(text, 12) <= width);
            Assert.StartsWith("f", text, StringComparison.Ordinal);
            Assert.True(width < 40 || text.EndsWith('2'), text);
        }
    }

    [Fact]
    public void Shortening_does_not_break_letters_apart()
    {
        var text = TextWidth.Fit(string.Concat(Enumerable.Repeat("😀", 30)), 100, 12);
        Assert.DoesNotContain('\uFFFD', SvgEscape.Text(text));
        Assert.Contains('…', text);
    }

    [Fact]
    public void Colours_read_and_write()
    {
        Assert.Equal(new Rgb(0x12, 0xab, 0xff), Rgb.Parse("#12abFF"));
        Assert.Equal("#12abff", Rgb.Parse("#12abFF").ToString());
        foreach (var bad in new[] { "", "12abff", "#12abf", "#12abfg", "red", "#+2abff" })
            Assert.Throws<FormatException>(() => Rgb.Parse(bad));
    }

    [Fact]
    public void Text_on_every_colour_can_be_read()
    {
        var colors = Enumerable.Range(0, 24).Select(i => Rgb.Parse(Palette.Category(i))).Concat(Enumerable.Range(0, 50).Select(i => Palette.Cost(i / 49.0)));
        foreach (var color in colors)
        {
            var (a, b) = (color.Luminance + 0.05, Rgb.Parse(color.Ink).Luminance + 0.05);
            Assert.True(Math.Max(a, b) / Math.Min(a, b) > 3.6, $"{color} {color.Ink}");
        }
    }

    [Fact]
    public void Costs_only_get_darker()
    {
        for (var i = 1; i <= 100; i++)
            Assert.True(Palette.Cost(i / 100.0).Luminance < Palette.Cost((i - 1) / 100.0).Luminance);
    }

    [Fact]
    public void Categories_differ() => Assert.Equal(24, Enumerable.Range(0, 24).Select(Palette.Category).Distinct().Count());
}
