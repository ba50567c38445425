using System.Diagnostics;
using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Files that are broken in one place, or in several: each ends in an answer or in a diagnostic that says where, soon.</summary>
public sealed class TimeloopFuzzTests
{
    private static readonly string[] s_values = ["0", "-1", "1e308", "9223372036854775807", "99999999999999999999", "nan", "2 * 512", "1/0", "x", "''", "[]", "{}",
        "[[[]]]", "~", "true", "{a: {b: c}}", "*none", "1024.5", "((((((1))))))", "!Component {}", "PE[0..15]", "PE[15..0]", "P=4,3", "0x10", "\"\""];

    public static TheoryData<string, int> Seeds
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var name in PublishedRun.Names) data.Add(name, 17);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_broken_file_ends_in_an_answer_or_a_diagnostic(string name, int seed)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Published", name + ".yaml"));
        var random = new Random(seed + name.Length);
        for (var i = 0; i < 150; i++)
        {
            var broken = text;
            for (var change = 0; change <= i % 3; change++) broken = Break(broken, random);
            var watch = Stopwatch.StartNew();
            Try(broken, name);
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}:\n{broken}");
        }
    }

    [Fact]
    public void Aliases_of_aliases_do_not_fill_the_memory()
    {
        var lines = Enumerable.Range(1, 9).Select(n => string.Create(CultureInfo.InvariantCulture, $"x{n}: &x{n} [{string.Join(", ", Enumerable.Repeat($"*x{n - 1}", 20))}]\n"));
        var text = "x0: &x0 {name: a}\n" + string.Concat(lines) + "architecture: {subtree: *x9}\nproblem: {shape: cnn_layer}\n";
        Assert.Contains(Try(text, "bomb"), d => d.Code == "MACH103" && d.Spot.Line > 0);
    }

    [Fact]
    public void An_alias_within_its_own_anchor_is_an_error()
        => Assert.Contains(Try("architecture: &a {subtree: [*a]}\nproblem: {}\n", "cycle"), d => d.Code == "MACH106" && d.Spot is { Line: 1, Column: 29 });

    [Theory]
    [InlineData("problem: {shape: cnn_layer, R: {{rows}}}", 1, 32)]
    [InlineData("# {{not this}}\n{% set x = 1 %}\nproblem: {}", 2, 1)]
    public void A_template_is_named(string text, int line, int column)
        => Assert.Contains(Try(text, "template"), d => d.Code == "NEST113" && d.Spot.Line == line && d.Spot.Column == column);

    private static IReadOnlyList<Diagnostic> Try(string text, string name)
    {
        var diagnostics = new DiagnosticBag();
        var input = TimeloopReader.ReadTexts([(name + ".yaml", text)], diagnostics);
        if (input is null)
        {
            Assert.True(diagnostics.HasErrors, text);
            Assert.All(diagnostics.Errors, d => Assert.True(d.Spot.Line > 0, d.Message));
            return diagnostics.All;
        }
        if (input.Mapping is not { } mapping) return diagnostics.All;
        try
        {
            var evaluator = new NestEvaluator(input.Workload, input.Architecture);
            if (NestProblems.Of(evaluator, mapping).Any()) return diagnostics.All;
            var result = evaluator.Evaluate(mapping);
            Assert.True(result.Cycles >= 1 && result.Cycles >= result.ComputeCycles, text);
            Assert.True(double.IsFinite(result.Energy.Value) && result.Energy.Value >= 0, text);
            Assert.All(result.Traffic, t => Assert.True(t.Reads >= 0 && t.Fills >= 0 && t.Updates >= 0 && t.Picojoules >= 0, text));
        }
        catch (OverflowException)
        {
            // A counter that does not fit 64 bits: the command says so.
        }
        return diagnostics.All;
    }

    private static string Break(string text, Random random)
    {
        var at = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                return text.Remove(at, Math.Min(random.Next(1, 40), text.Length - at));
            case 1:
                var from = random.Next(text.Length);
                return text.Insert(at, text.Substring(from, Math.Min(random.Next(1, 80), text.Length - from)));
            case 2:
                return text.Insert(at, "{}[]:,&*!#\n '\"-"[random.Next(15)].ToString());
            default:
                // The value after a colon becomes another.
                var colon = text.IndexOf(": ", at, StringComparison.Ordinal);
                if (colon < 0) return text;
                var end = text.AsSpan(colon + 2).IndexOfAny(",}\n");
                return end < 0 ? text : string.Concat(text.AsSpan(0, colon + 2), s_values[random.Next(s_values.Length)], text.AsSpan(colon + 2 + end));
        }
    }
}
