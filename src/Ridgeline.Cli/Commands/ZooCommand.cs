using System.CommandLine;
using Ridgeline.Reports.Tables;
using Ridgeline.Zoo;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline zoo list</c> and <c>ridgeline zoo export</c>.</summary>
internal static class ZooCommand
{
    public static Command Create(Terminal terminal) =>
        new("zoo", "Networks built in, exact to their papers") { List(terminal), ZooExportCommand.Create(terminal) };

    private static Command List(Terminal terminal)
    {
        var format = FormatOption.Create();
        var command = new Command("list", "All networks with their parameters and sources") { format };
        command.SetAction(parsed =>
        {
            TableOutput.Write(Table(), FormatOption.Of(format, parsed), terminal);
            return ExitCode.Fine;
        });
        return command;
    }

    private static ReportTable Table() => new("",
        [
            new("Name", "name", false), new("Parameters, with what they are by themselves", "parameters", false, 2), new("What", "summary", false),
            new("Source", "source", false, 1),
        ],
        [.. NetworkZoo.Networks.Select(n => new[] { Cell.Of(n.Name), Cell.Of(Parameters(n)), Cell.Of(n.Summary), Cell.Of(n.Source) })]);

    private static string Parameters(ZooNetwork network) => string.Join(' ', network.AllParameters
        .Select(p => p.Choices is null ? $"{p.Name}={p.Default}" : $"{p.Name}={string.Join('|', p.Choices)}"));
}
