using System.Diagnostics;

namespace Ridgeline.Cli.Tests;

/// <summary>The tool as a process of its own: exit codes, pipes, full disks.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Study_prints_a_page_and_writes_the_report()
    {
        var (code, data, notes) = Run("study");
        Assert.Equal(0, code);
        Assert.Contains("786,560 MACs", data, StringComparison.Ordinal);
        Assert.Contains("wrote ridgeline-report.html", notes, StringComparison.Ordinal);
        Assert.Equal(["ridgeline-report.html"], _scratch.Files);
        Assert.Contains("</html>", File.ReadAllText(_scratch["ridgeline-report.html"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Study_gives_data_to_a_pipe_and_words_to_the_other()
    {
        var (code, data, _) = Run("study", "zoo:lenet", "-o", "json", "--save", "other.md");
        Assert.Equal(0, code);
        Assert.Equal(1, System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("schema_version").GetInt32());
        Assert.Equal(["other.md"], _scratch.Files);
    }

    [Theory]
    [InlineData(0, "--help")]
    [InlineData(0, "explain", "mac")]
    [InlineData(2, "profile", "nothing.onnx")]
    [InlineData(2, "nothing")]
    public void The_exit_code_tells_how_it_went(int code, params string[] args) => Assert.Equal(code, Run(args).Code);

    [Fact]
    public void A_reader_that_goes_away_is_no_mistake()
    {
        var (code, data, notes) = Shell("profile zoo:llama-3.1-405b -o json | head -1; exit ${PIPESTATUS[0]}");
        Assert.Equal((0, "{\n", ""), (code, data, notes));
    }

    [Fact]
    public void A_full_disk_is_told()
    {
        if (!File.Exists("/dev/full")) Assert.Skip("there is no /dev/full");
        var (code, _, notes) = Shell("zoo list > /dev/full");
        Assert.Equal(2, code);
        Assert.StartsWith("error CLI103: ", notes, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", notes, StringComparison.Ordinal);
    }

    [Fact]
    public void An_interrupted_export_leaves_nothing()
    {
        // Long enough to be met at work on any machine; the file would have 6 GB.
        var (code, _, notes) = Shell("zoo export gpt2-xl --save big.onnx & pid=$!; "
            + "while ! ls big.onnx*.tmp > /dev/null 2>&1; do sleep 0.1; done; sleep 0.3; kill -INT $pid; wait $pid");
        Assert.Equal(130, code);
        Assert.StartsWith("interrupted\n", notes, StringComparison.Ordinal);
        Assert.Empty(_scratch.Files);
    }

    private (int Code, string Out, string Notes) Run(params string[] args) => Start("dotnet", [typeof(Tool).Assembly.Location, .. args]);

    private (int Code, string Out, string Notes) Shell(string line)
    {
        if (!File.Exists("/bin/bash")) Assert.Skip("there is no bash");
        // Job control keeps a background process from ignoring the interrupt.
        return Start("/bin/bash", ["-c", $"set -m; tool() {{ exec dotnet '{typeof(Tool).Assembly.Location}' \"$@\"; }}; tool {line}"]);
    }

    private (int Code, string Out, string Notes) Start(string file, string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(file, args)
        {
            WorkingDirectory = Path.GetDirectoryName(_scratch["x"]), RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var notes = process.StandardError.ReadToEndAsync();
        var data = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, data, notes.Result);
    }
}
