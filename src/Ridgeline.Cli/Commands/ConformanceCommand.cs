using System.CommandLine;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Tables;
using Ridgeline.Runtime.Conformance;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline conformance DIR</c>: runs ONNX's test suite and prints the score by operator.</summary>
internal static class ConformanceCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = Named.Argument<string>("DIR", "A folder with ONNX's test data, such as onnx/backend/test/data/node", ArgumentArity.ExactlyOne);
        var filter = new Option<string?>("--filter") { Description = "Only tests whose name contains this" };
        var failures = new Option<bool>("--failures") { Description = "List the tests that do not pass, with the reason, in place of the score" };
        var format = FormatOption.Create();
        var command = new Command("conformance", "Runs ONNX's own tests on this CPU and prints the score by operator") { folder, filter, failures, format };
        command.SetAction(parsed =>
        {
            var results = Run(parsed.GetValue(folder)!, parsed.GetValue(filter) ?? "");
            var table = parsed.GetValue(failures) ? Failures(results) : Score(results);
            TableOutput.Write(table, FormatOption.Of(format, parsed), terminal);
            var passed = results.Count(r => r.Passed);
            terminal.Tell($"{passed} of {results.Count} pass ({(double)passed / results.Count:P1})");
            return passed == results.Count ? ExitCode.Fine : ExitCode.Findings;
        });
        return command;
    }

    private static List<ConformanceResult> Run(string folder, string filter)
    {
        if (!Directory.Exists(folder)) throw new DiagnosticException(Diagnostic.Error("CLI109", "there is no such folder", new(folder)));
        var runner = new ConformanceRunner(new());
        var cases = ConformanceCase.Find(folder).Where(c => c.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)).ToList();
        if (cases.Count == 0) throw new DiagnosticException(Diagnostic.Error("CLI109", "it holds no test of that name with a model and test vectors", new(folder)));
        return cases.ConvertAll(runner.Run);
    }

    private static ReportTable Score(List<ConformanceResult> results) => new("",
        [new("Operator", "operator", false), new("Passed", "passed"), new("Tests", "tests"), new("Share", "share")],
        [
            .. results.GroupBy(r => r.Operator).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new[]
            {
                Cell.Of(g.Key), Cell.Of((Int128)g.Count(r => r.Passed)), Cell.Of((Int128)g.Count()), Cell.Of($"{(double)g.Count(r => r.Passed) / g.Count():P0}"),
            }),
        ]);

    private static ReportTable Failures(List<ConformanceResult> results) => new("",
        [new("Test", "test", false), new("Operator", "operator", false), new("Why", "why", false)],
        [.. results.Where(r => !r.Passed).Select(r => new[] { Cell.Of(r.Name), Cell.Of(r.Operator), Cell.Of(r.Failure!) })]);
}
