using System.Text.RegularExpressions;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Machines.Tests;

/// <summary>
/// Each file in <c>Wrong</c> says in its first lines what is wrong with it: <c># expect: line:column CODE words of the message or hint</c> for what
/// the reader refuses, <c># finding: CODE part</c> for a contradiction.
/// </summary>
public sealed partial class WrongFileTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Wrong");

    public static TheoryData<string> Unreadable => [.. Files("# expect:")];

    public static TheoryData<string> Contradictory => [.. Files("# finding:")];

    [Fact]
    public void There_are_forty_wrong_files_and_more() => Assert.True(Directory.GetFiles(s_folder).Length >= 40);

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void A_wrong_file_is_refused_with_the_right_words_at_the_right_place(string file)
    {
        var path = Path.Combine(s_folder, file);
        var diagnostics = new DiagnosticBag();
        Assert.Null(MachineReader.Read(path, diagnostics));
        var told = diagnostics.Errors.ToList();
        var all = string.Join('\n', told);
        var expected = Expected().Matches(File.ReadAllText(path)).ToList();
        Assert.True(expected.Count == told.Count, all);
        foreach (var match in expected)
        {
            var error = told.Find(e => e.Spot.Line == int.Parse(match.Groups["line"].Value) && e.Spot.Column == int.Parse(match.Groups["column"].Value)
                && e.Code == match.Groups["code"].Value
                && e.ToString().Contains(match.Groups["words"].Value, StringComparison.Ordinal));
            Assert.True(error is not null, $"{match.Value}\n{all}");
            Assert.NotNull(error.SourceLine);
            told.Remove(error);
        }
    }

    [Theory]
    [MemberData(nameof(Contradictory))]
    public void A_contradiction_is_found(string file)
    {
        var path = Path.Combine(s_folder, file);
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.Read(path, diagnostics);
        Assert.True(machine is not null, string.Join('\n', diagnostics.All));
        var head = File.ReadLines(path).First()["# finding: ".Length..].Split(' ', 2);
        var findings = MachineCheck.Run(machine);
        Assert.True(findings.Any(f => f.Code == head[0] && f.At == head[1] && !f.IsExpected), string.Join('\n', findings));
    }

    [Fact]
    public void A_message_shows_the_line_with_a_caret_and_a_hint()
    {
        var diagnostics = new DiagnosticBag();
        MachineReader.ReadText("name: x\nextends: h200\ntitle: X\nmemory:\n  bandwith: 3 TB/s\n", "x.yaml", diagnostics);
        Assert.Equal(
            "x.yaml:5:3 error MACH104: a memory level has no key 'bandwith'\n  5 |   bandwith: 3 TB/s\n    |   ^\n"
            + "hint: did you mean 'bandwidth'? it has: name, kind, technology, size, instances, shared_by, bandwidth, write_bandwidth, bytes_per_cycle, latency, line, energy, bus, children",
            Assert.Single(diagnostics.All).ToString());
    }

    [GeneratedRegex(@"^# expect: (?<line>\d+):(?<column>\d+) (?<code>MACH\d+) (?<words>.*?)\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Expected();

    private static IEnumerable<string> Files(string head)
        => Directory.GetFiles(s_folder).Where(path => File.ReadLines(path).First().StartsWith(head, StringComparison.Ordinal))
            .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
}
