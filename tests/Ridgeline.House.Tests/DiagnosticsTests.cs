using System.Text.RegularExpressions;

namespace Ridgeline.House.Tests;

/// <summary>Each code that the product can print is on a page, and no page explains a code that is gone.</summary>
public sealed class DiagnosticsTests
{
    [Fact]
    public void Pages_and_code_name_the_same_codes()
    {
        var printed = Codes(House.Sources, @"""((?:CLI|ZOO|GRAPH|SHAPE|ONNX|MACH|PRED|RUN|INPUT|SIM|NEST|REV)\d{3})""");
        var explained = Codes(House.Files("docs", "*.md"), @"^\| ((?:CLI|ZOO|GRAPH|SHAPE|ONNX|MACH|PRED|RUN|INPUT|SIM|NEST|REV)\d{3}) \|");
        Assert.Equal(printed, explained);
    }

    private static SortedSet<string> Codes(IEnumerable<string> files, string pattern) =>
        [.. files.SelectMany(f => Regex.Matches(House.Read(f), pattern, RegexOptions.Multiline).Select(m => m.Groups[1].Value))];
}
