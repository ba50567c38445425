using System.CommandLine;
using System.Text;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Machines.Checking;
using Ridgeline.Reports.Machines;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline machines list</c>, <c>show</c>, <c>compare</c>, <c>check</c> and <c>calibrate</c>.</summary>
internal static class MachinesCommand
{
    public static Command Create(Terminal terminal) => new("machines", "What networks run on: the catalogue, and your own files")
    {
        List(terminal), Show(terminal), Compare(terminal), Check(terminal), CalibrateCommand.Create(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var format = FormatOption.Create();
        var kind = new Choice<MachineClass>("--class", "Only machines of one class");
        var command = new Command("list", "All machines of the catalogue, oldest first") { kind, format };
        command.SetAction(parsed =>
        {
            var machines = MachineCatalog.All.Where(m => kind.Of(parsed) is not { } only || m.Class == only).OrderBy(m => m.Year)
                .ThenBy(m => m.Name, StringComparer.Ordinal);
            TableOutput.Write(MachineTables.List(machines), FormatOption.Of(format, parsed), terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Show(Terminal terminal)
    {
        var name = new Argument<string>("MACHINE") { Description = "A name in the catalogue, a .yaml file, or host" };
        var format = FormatOption.Create();
        var save = new Option<string?>("--save") { Description = "Also draw the block diagram", HelpName = "FILE.svg" };
        save.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => !t.Value.EndsWith(".svg", StringComparison.OrdinalIgnoreCase)))
            {
                result.AddError($"--save {token.Value}: a machine is drawn as a picture\nend the name in .svg");
            }
        });
        var sources = new Option<bool>("--sources") { Description = "Say where each number comes from" };
        var command = new Command("show", "A machine: block diagram, memories, units, links") { name, format, sources, save };
        command.SetAction(parsed =>
        {
            var machine = Open(parsed.GetValue(name)!, terminal);
            Write(machine, FormatOption.Of(format, parsed), parsed.GetValue(sources), terminal);
            if (parsed.GetValue(save) is { } file) Save(machine, file, terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static void Write(Machine machine, OutputFormat format, bool sources, Terminal terminal)
    {
        if (format is OutputFormat.Json or OutputFormat.Jsonl)
        {
            MachineJson.Write(machine, terminal.Data, indented: format == OutputFormat.Json);
            terminal.Out.Write('\n');
            return;
        }

        if (format == OutputFormat.Csv)
        {
            TableOutput.Write(sources ? MachineTables.Sources(machine) : MachineTables.Memory(machine), format, terminal);
            return;
        }

        if (format == OutputFormat.Md) terminal.Out.WriteLine("```text");
        MachineText.Write(machine, terminal.Out);
        if (format == OutputFormat.Md) terminal.Out.WriteLine("```");
        List<ReportTable> tables = [MachineTables.Units(machine), MachineTables.Memory(machine), MachineTables.Links(machine)];
        if (sources) tables.Add(MachineTables.Sources(machine));
        foreach (var table in tables.Where(t => t.Rows.Count > 0))
        {
            terminal.Out.WriteLine();
            TableOutput.Write(table, format, terminal);
        }
        MachineText.WriteLegend(terminal.Out);
    }

    private static void Save(Machine machine, string file, Terminal terminal)
    {
        SavedFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(MachinePicture.Draw(machine))));
        terminal.Tell($"wrote {file}");
    }

    private static Command Compare(Terminal terminal)
    {
        var names = new Argument<string[]>("MACHINE") { Description = "Names in the catalogue, .yaml files, or host", Arity = ArgumentArity.OneOrMore };
        var format = FormatOption.Create();
        var command = new Command("compare", "Machines side by side: peaks, bandwidths, ridge points, memory per lane and per thread") { names, format };
        command.SetAction(parsed =>
        {
            var chosen = FormatOption.Of(format, parsed);
            TableOutput.Write(MachineComparison.Table([.. parsed.GetValue(names)!.Select(n => Open(n, terminal))]), chosen, terminal);
            if (chosen is OutputFormat.Table or OutputFormat.Md) MachineText.WriteLegend(terminal.Out);
            return ExitCode.Fine;
        });
        return command;
    }

    private static Command Check(Terminal terminal)
    {
        var names = new Argument<string[]>("MACHINE")
        {
            Description = "Names in the catalogue, or .yaml files; the whole catalogue if none", Arity = ArgumentArity.ZeroOrMore,
        };
        var format = FormatOption.Create();
        var all = new Option<bool>("--all") { Description = "Also contradictions that the file explains" };
        var command = new Command("check", "Find contradictions among the numbers of a machine") { names, all, format };
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(names) is { Length: > 0 } given ? given.Select(n => Open(n, terminal)).ToList() : [.. MachineCatalog.All];
            var findings = wanted.SelectMany(m => MachineCheck.Run(m).Select(f => (Machine: m, Finding: f)))
                .Where(f => !f.Finding.IsExpected || parsed.GetValue(all)).ToList();
            Write(findings, FormatOption.Of(format, parsed), terminal);
            var open = findings.Count(f => !f.Finding.IsExpected);
            terminal.Tell($"{wanted.Count} {(wanted.Count == 1 ? "machine" : "machines")} checked, {open} {(open == 1 ? "contradiction" : "contradictions")}");
            return open > 0 ? ExitCode.Findings : ExitCode.Fine;
        });
        return command;
    }

    private static void Write(List<(Machine Machine, MachineFinding Finding)> findings, OutputFormat format, Terminal terminal)
    {
        if (format != OutputFormat.Table) TableOutput.Write(MachineTables.Findings(findings), format, terminal);
        else findings.ForEach(f => MachineText.Write(f.Machine, f.Finding, terminal.Out));
    }

    private static Machine Open(string nameOrPath, Terminal terminal)
    {
        var diagnostics = new DiagnosticBag();
        var machine = MachineSource.Open(nameOrPath, terminal, diagnostics);
        diagnostics.ThrowIfErrors();
        return machine!;
    }
}
