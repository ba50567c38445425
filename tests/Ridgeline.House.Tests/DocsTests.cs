using Ridgeline.Reports.Operators;
using Ridgeline.Reports.Tables;
using Ridgeline.Zoo;

namespace Ridgeline.House.Tests;

/// <summary>Pages that are written from the code equal what the code says, and pages that name commands name the true ones.</summary>
public sealed class DocsTests
{
    // Set to write the pages anew instead of comparing: then look at the difference and commit it.
    internal static readonly bool Update = Environment.GetEnvironmentVariable("RIDGELINE_UPDATE_DOCS") == "1";

    [Fact]
    public void The_page_of_operators_is_the_operator_table() => Same("docs/operators.md",
        $"# Operators\n\nAll {OperatorSupport.Table().Rows.Count} rows of the operator table, written by a test from the code. Each has a shape rule and a work count; 'known contents' says that it takes "
        + "part in shape arithmetic, 'backward' how training counts it.\n\n", OperatorSupport.Table());

    [Fact]
    public void The_page_of_the_zoo_is_the_zoo()
    {
        var rows = NetworkZoo.Networks.Select(n => new[]
        {
            Cell.Of($"`{n.Name}`"), Cell.Of(n.Summary), Cell.Of(string.Join(", ", n.AllParameters.Select(p => $"`{p.Name}={(p.Choices is null ? p.Default : string.Join('/', p.Choices))}`"))), Cell.Of(n.Source),
        });
        Same("docs/zoo.md",
            "# Zoo\n\nNetworks built in code, exact to their papers; weights are absent until asked for. Written by a test from the code. "
            + "Use one as `zoo:NAME?key=value&key=value`; the value shown is the default.\n\n",
            new("", [new("Name", "name", false), new("What", "what", false), new("Parameters", "parameters", false), new("Source", "source", false)], [.. rows]));
    }

    [Theory]
    [InlineData("dotnet run -c Release --project src/Ridgeline.Cli -- study")]
    [InlineData("dotnet test -c Release")]
    public void The_readme_gives_the_two_commands(string command) => Assert.Contains(command, House.Read("README.md"));

    [Fact]
    public void The_guard_runs_the_test_command() => Assert.Contains("dotnet test -c Release", House.Read(".ci/run"));

    [Fact]
    public void Links_between_pages_lead_somewhere() => Assert.Empty(
        from page in House.Files("docs", "*.md").Concat(["README.md", "CONTRIBUTING.md"])
        from System.Text.RegularExpressions.Match link in System.Text.RegularExpressions.Regex.Matches(House.Read(page), @"\]\(([^)#:]+)(#[^)]*)?\)")
        let target = Path.Combine(House.Root, Path.GetDirectoryName(page)!, link.Groups[1].Value)
        where !Path.Exists(target)
        select $"{page}: {link.Groups[1].Value}");

    private static void Same(string path, string heading, ReportTable table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        text.Write(heading);
        MarkdownTable.Write(table, text);
        var full = Path.Combine(House.Root, path);
        if (Update) File.WriteAllText(full, text.ToString());
        Assert.True(File.Exists(full) && File.ReadAllText(full) == text.ToString(), $"{path} is not what the code says: run the tests once with RIDGELINE_UPDATE_DOCS=1 and look at the difference");
    }
}
