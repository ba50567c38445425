using System.CommandLine;
using System.CommandLine.Invocation;
using Ridgeline.Cli.Commands;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli;

/// <summary>The tool: one command line in, one exit code out.</summary>
public static class Tool
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        using (terminal)
        {
            try
            {
                var parsed = Root(terminal).Parse(args.Length == 0 ? ["--help"] : args);
                if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction) return Refuse(parsed, terminal);
                return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Notes });
            }
            catch (DiagnosticException e)
            {
                terminal.Notes.WriteLine(e.Message);
                return ExitCode.BadInput;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                terminal.Notes.WriteLine(Diagnostic.Error("CLI103", e.Message));
                return ExitCode.BadInput;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
            catch (Exception e)
            {
                terminal.Notes.WriteLine(Diagnostic.Error("CLI900", $"a defect of ours: {e.GetType().Name}: {e.Message}", hint: "please report it with the command line and, if you can, the network"));
                if (Environment.GetEnvironmentVariable("RIDGELINE_TRACE") is not null) terminal.Notes.WriteLine(e);
                return ExitCode.Defect;
            }
        }
    }

    private static RootCommand Root(Terminal terminal) => new("Ridgeline: what does this neural network cost on that machine, and why?")
    {
        StudyCommand.Create(terminal),
        ProfileCommand.Create(terminal),
        ZooCommand.Create(terminal),
        OperatorsCommand.Create(terminal),
        ExplainCommand.Create(terminal),
    };

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in parsed.Errors)
        {
            terminal.Notes.WriteLine(Diagnostic.Error("CLI101", error.Message, hint: Hint(parsed)));
        }
        return ExitCode.BadInput;
    }

    private static string Hint(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var words = command.Subcommands.Select(c => c.Name).Concat(command.Options.Select(o => o.Name)).ToArray();
        var close = parsed.UnmatchedTokens.Select(token => Suggestion.Closest(token, words)).FirstOrDefault(word => word is not null);
        var path = string.Join(' ', Path(parsed.CommandResult));
        return close is null ? $"'{path} --help' shows what it takes" : $"did you mean '{close}'? '{path} --help' shows what it takes";
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is System.CommandLine.Parsing.CommandResult command; result = result.Parent) names.Push(command.Command is RootCommand ? "ridgeline" : command.Command.Name);
        return names;
    }
}
