using System.Text;
using System.Text.Json;

namespace Ridgeline.Cli.Tests;

/// <summary>What a command line did: run in this process, as a pipe sees it.</summary>
public sealed record Outcome(int Code, string Out, string Notes)
{
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    public IReadOnlyList<JsonElement> JsonLines => [.. Out.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];

    public static Outcome Of(params string[] args)
    {
        using var data = new MemoryStream();
        using var notes = new StringWriter { NewLine = "\n" };
        var code = Tool.Run(args, new Terminal(data, notes));
        return new(code, Encoding.UTF8.GetString(data.ToArray()), notes.ToString());
    }

    /// <summary>What went well, or the test ends here with what was said.</summary>
    public static Outcome Fine(params string[] args)
    {
        var outcome = Of(args);
        Assert.True(outcome.Code == ExitCode.Fine, $"{string.Join(' ', args)}: {outcome.Code}\n{outcome.Notes}");
        return outcome;
    }

    /// <summary>The lines of a CSV, split where no field is quoted.</summary>
    public IReadOnlyList<string[]> Rows => [.. Out.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
}
