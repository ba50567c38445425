using System.Text;
using System.Text.RegularExpressions;
using Ridgeline.Cli;

namespace Ridgeline.House.Tests;

/// <summary>docs/errata.md says of commands what they show: each is run, and its words are looked for.</summary>
public sealed class ErrataTests
{
    private static readonly Regex s_shows = new(@"`ridgeline (?<command>[^`]+)`\s+shows\s+`(?<words>[^`]+)`(?:,\s+`(?<words>[^`]+)`)*");

    public static TheoryData<string, string> Shown => [.. s_shows.Matches(House.Read("docs/errata.md"))
        .SelectMany(m => m.Groups["words"].Captures.Select(words => (m.Groups["command"].Value, words.Value)))];

    [Theory]
    [MemberData(nameof(Shown))]
    public void A_command_shows_what_the_page_says(string command, string words)
    {
        using var data = new MemoryStream();
        Assert.InRange(Tool.Run(command.Split(' '), new Terminal(data, TextWriter.Null)), ExitCode.Fine, ExitCode.Findings);
        Assert.Contains(Even(words), Even(Encoding.UTF8.GetString(data.ToArray())), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_erratum_of_the_sources_is_on_the_page()
    {
        var page = Regex.Matches(House.Read("docs/errata.md"), @"^\* \*\*(?<id>S\d-\d+)\*\*", RegexOptions.Multiline).Select(m => m.Groups["id"].Value)
            .ToList();
        Assert.Equal(36, page.Distinct().Count());
    }

    [Fact]
    public void Each_erratum_has_a_command_and_each_command_says_what_it_shows()
    {
        var page = House.Read("docs/errata.md");
        var entries = Regex.Matches(page, @"^\* \*\*(?<id>S\d-\d+)\*\*(?<text>.*?)(?=^\* |^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.Empty(entries.Where(e => !s_shows.IsMatch(e.Groups["text"].Value)).Select(e => e.Groups["id"].Value));
        Assert.Equal(Regex.Count(page, "`ridgeline "), s_shows.Count(page));
    }

    // Columns are aligned with spaces.
    private static string Even(string text) => Regex.Replace(text, @"\s+", " ");
}
