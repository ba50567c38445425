using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary>The option <c>-o</c>, which every command has.</summary>
internal static class FormatOption
{
    public static Choice<OutputFormat> Create() => new("--output", "How to write it to standard output", OutputFormat.Table, "-o");

    public static OutputFormat Of(Choice<OutputFormat> option, ParseResult parsed) => option.Of(parsed) ?? OutputFormat.Table;

    /// <summary>How tables look: plain when piped, and without colour where the user wants none (no-color.org).</summary>
    public static TextLook Look(Terminal terminal) => new()
    {
        Width = terminal.Width,
        Emphasis = terminal.IsInteractive && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb",
    };
}
