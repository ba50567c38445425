using System.CommandLine;
using Ridgeline.Reports.Operators;

namespace Ridgeline.Cli.Commands;

/// <summary><c>ridgeline operators</c>: the operator table, as docs/operators.md shows it.</summary>
internal static class OperatorsCommand
{
    public static Command Create(Terminal terminal)
    {
        var format = FormatOption.Create();
        var command = new Command("operators", "The operators that the house knows, with their versions and what is counted") { format };
        command.SetAction(parsed =>
        {
            TableOutput.Write(OperatorSupport.Table(), FormatOption.Of(format, parsed), terminal);
            return ExitCode.Fine;
        });
        return command;
    }
}
