using System.CommandLine;
using Ridgeline.Reports.Operators;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline operators</c>: the operator table, as docs/operators.md shows it.</summary>
internal static class OperatorsCommand
{
    public static Command Create(Terminal terminal)
    {
        var format = new Option<OutputFormat>("--output", "-o") { Description = "How to write it", DefaultValueFactory = _ => OutputFormat.Table };
        var command = new Command("operators", "The operators that the house knows, with their versions and what is counted") { format };
        command.SetAction(parsed =>
        {
            TableOutput.Write(OperatorSupport.Table(), parsed.GetValue(format), terminal);
            return ExitCode.Fine;
        });
        return command;
    }
}
