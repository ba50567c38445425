using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ridgeline.Reports.Tests.Charts;

/// <summary>A drawn picture read back from its text, so that tests measure what a viewer would show.</summary>
internal sealed partial class Picture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    internal Picture(string text)
    {
        Root = XDocument.Parse(text).Root!;
        var box = Root.Attribute("viewBox")!.Value.Split(' ');
        (Width, Height) = (Number(box[2]), Number(box[3]));
    }

    internal XElement Root { get; }

    internal double Width { get; }

    internal double Height { get; }

    internal IEnumerable<XElement> All(string name) => Root.Descendants(Svg + name);

    internal IEnumerable<XElement> Styled(string style) =>
        Root.Descendants().Where(e => ((string?)e.Attribute("class") ?? "").Split(' ').Contains(style));

    /// <summary>The boxes that stand for data: they have a colour of their own and more than one line of tooltip.</summary>
    internal IEnumerable<XElement> Marks() =>
        All("rect").Where(e => e.Attribute("fill") is not null && Tip(e).Contains('\n', StringComparison.Ordinal));

    internal IEnumerable<string> Texts() => All("text").Select(Shown);

    internal XElement Text(Func<string, bool> match) => All("text").Single(e => match(Shown(e)));

    internal static string Shown(XElement text) => string.Concat(text.Nodes().OfType<XText>().Select(t => t.Value));

    internal static string Tip(XElement mark) => (string?)mark.Element(Svg + "title") ?? "";

    internal static double At(XElement mark, string attribute) => Number(mark.Attribute(attribute)!.Value);

    /// <summary>The points that a path goes through, the end points of its curves, strip by strip.</summary>
    internal static List<List<(double X, double Y)>> Strokes(XElement path)
    {
        var strokes = new List<List<(double X, double Y)>>();
        var (x, y) = (0.0, 0.0);
        foreach (Match step in Steps().Matches(path.Attribute("d")!.Value))
        {
            var n = step.Groups["numbers"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
            switch (step.Groups["command"].Value)
            {
                case "Z": continue;
                case "H": x = n[0]; break;
                case "V": y = n[0]; break;
                default: (x, y) = (n[^2], n[^1]); break;
            }

            if (step.Groups["command"].Value == "M")
                strokes.Add([]);
            strokes[^1].Add((x, y));
        }

        return strokes;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex("(?<command>[MLHVCQAZ])(?<numbers>[^MLHVCQAZ]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Steps();
}
