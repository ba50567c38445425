using System.CommandLine;
using System.Globalization;
using System.Text;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Reports.Energy;

namespace Ridgeline.Cli.Commands;

/// <summary>The topic <c>ridgeline explain energy</c>: where the joules of a multiply-add go, computed at a process node or for a machine.</summary>
internal sealed class ExplainEnergy
{
    /// <summary>The word that asks for it.</summary>
    public const string Topic = "energy";

    private const double UsualNm = 45;
    private const double FinestNm = 1;
    private const double CoarsestNm = 10_000;

    private readonly Option<double?> _node = Valued.Option<double>("--node", "NM", "energy: the process node, such as 45nm or 7nm [default: 45nm]", Node);
    private readonly Option<string?> _on = new("--on") { HelpName = "MACHINE",
        Description = "energy: the units of a machine, by name or .yaml file, instead of a node" };
    private readonly Option<string?> _save = new("--save") { HelpName = "FILE",
        Description = "energy: also draw a picture (FILE.svg) or write a page (FILE.html)" };

    public ExplainEnergy()
    {
        _save.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !Is(t.Value, ".svg") && !Is(t.Value, ".html")))
                result.AddError($"--save {token.Value}: energies are drawn as a picture or a page\nend the name in .svg or .html");
        });
    }

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _node, _on, _save }) command.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(_node) is not null && result.GetResult(_on) is not null)
                result.AddError("--node and --on exclude one another\na machine has its own process node");
        });
    }

    /// <summary>Whether an option is given that only this topic has.</summary>
    public bool IsAsked(ParseResult parsed) => new Option[] { _node, _on, _save }.Any(o => parsed.GetResult(o) is not null);

    public void Write(ParseResult parsed, OutputFormat format, Terminal terminal)
    {
        var explanation = parsed.GetValue(_on) is { } name ? EnergyExplanation.On(Open(name)) : EnergyExplanation.At(parsed.GetValue(_node) ?? UsualNm);
        if (format is OutputFormat.Json or OutputFormat.Jsonl)
        {
            EnergyJson.Write(explanation, terminal.Data, indented: format == OutputFormat.Json);
            terminal.Out.Write('\n');
        }
        else if (format == OutputFormat.Csv) TableOutput.Write(EnergyTables.Macs(explanation), format, terminal);
        else WriteText(explanation, format, terminal);

        if (parsed.GetValue(_save) is not { } file) return;
        var text = Is(file, ".svg") ? EnergyPicture.Draw(explanation) : EnergyHtml.Write(explanation);
        SavedFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        terminal.Tell($"wrote {file}");
    }

    private static void WriteText(EnergyExplanation explanation, OutputFormat format, Terminal terminal)
    {
        terminal.Out.Write($"Energy of a multiply-add: {explanation.Subject}\n\n");
        foreach (var sentence in explanation.Sentences()) terminal.Out.Write($"* {sentence}\n");
        foreach (var table in new[] { EnergyTables.Macs(explanation), EnergyTables.Operations(explanation.NodeNm) })
        {
            terminal.Out.Write('\n');
            TableOutput.Write(table, format, terminal);
        }
        terminal.Out.Write("\nSources\n");
        foreach (var source in EnergyExplanation.Sources()) terminal.Out.Write($"* {source}\n");
    }

    private static Machine Open(string nameOrPath)
    {
        var diagnostics = new DiagnosticBag();
        var machine = MachineCatalog.Open(nameOrPath, diagnostics);
        diagnostics.ThrowIfErrors();
        return machine!;
    }

    private static bool Is(string file, string ending) => file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);

    private static string? Node(string text, out double nm)
    {
        var digits = text.Trim();
        if (digits.EndsWith("nm", StringComparison.OrdinalIgnoreCase)) digits = digits[..^2].TrimEnd();
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out nm) && nm is >= FinestNm and <= CoarsestNm
            ? null
            : $"cannot be '{text}'\nwrite a process node from {FinestNm} to {CoarsestNm} nm, such as 45nm";
    }
}
