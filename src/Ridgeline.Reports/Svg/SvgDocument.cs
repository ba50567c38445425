namespace Ridgeline.Reports.Svg;

/// <summary>One standalone picture: a root element with a name for screen readers, the style sheet, the paper, and marks.</summary>
public sealed class SvgDocument
{
    /// <summary>Starts a picture of the given size in pixels.</summary>
    public SvgDocument(double width, double height, string label)
    {
        Writer.Open("svg")
            .With("xmlns", "http://www.w3.org/2000/svg")
            .With("viewBox", $"0 0 {SvgNumber.Format(width)} {SvgNumber.Format(height)}")
            .With("width", width).With("height", height)
            .With("class", "rl-svg").With("font-family", SvgStyle.Fonts)
            .With("role", "img").With("aria-label", label);
        Writer.Open("style").Say(SvgStyle.Sheet.ReplaceLineEndings(" ").Trim()).Close();
        Rect(0, 0, width, height, style: "rl-paper");
    }

    /// <summary>The writer below, for what no method here draws.</summary>
    public SvgWriter Writer { get; } = new();

    /// <summary>Draws a box.</summary>
    public void Rect(double x, double y, double width, double height, string? fill = null, string? style = null, string? tip = null,
        double radius = 0)
    {
        Writer.Open("rect").With("x", x).With("y", y).With("width", width).With("height", height)
            .With("rx", radius > 0 ? SvgNumber.Format(radius) : null).With("fill", fill).With("class", style);
        Writer.Tip(tip).Close();
    }

    /// <summary>Draws a straight line.</summary>
    public void Line(double x1, double y1, double x2, double y2, string style, string? tip = null) =>
        Writer.Open("line").With("x1", x1).With("y1", y1).With("x2", x2).With("y2", y2).With("class", style).Tip(tip).Close();

    /// <summary>Draws a path.</summary>
    public void Path(SvgPath path, string? fill = null, string? style = null, string? tip = null) =>
        Writer.Open("path").With("d", path.ToString()).With("fill", fill).With("class", style).Tip(tip).Close();

    /// <summary>Draws a disc.</summary>
    public void Circle(double x, double y, double radius, string style, string? tip = null) =>
        Writer.Open("circle").With("cx", x).With("cy", y).With("r", radius).With("class", style).Tip(tip).Close();

    /// <summary>Writes text with its baseline at <paramref name="y"/>.</summary>
    public void Text(double x, double y, string text, string style, TextAnchor anchor = TextAnchor.Start, string? fill = null,
        double turn = 0, string? tip = null)
    {
        var at = turn == 0 ? null : $"rotate({SvgNumber.Format(turn)} {SvgNumber.Format(x)} {SvgNumber.Format(y)})";
        var side = anchor switch { TextAnchor.Middle => "middle", TextAnchor.End => "end", _ => null };
        Writer.Open("text").With("x", x).With("y", y).With("text-anchor", side).With("transform", at)
            .With("fill", fill).With("class", style).Tip(tip).Say(text).Close();
    }

    /// <summary>Starts a group of marks; <see cref="EndGroup"/> ends it.</summary>
    public void Group(string style, string? label = null) => Writer.Open("g").With("class", style).With("aria-label", label);

    /// <summary>Ends the group last started.</summary>
    public void EndGroup() => Writer.Close();

    /// <summary>Ends the picture and gives its text.</summary>
    public string Finish() => Writer.Finish();
}
