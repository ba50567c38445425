using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Ridgeline.Cli.Commands;
using Ridgeline.Cli.Options;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli;

/// <summary>The tool: one command line in, one exit code out.</summary>
public static class Tool
{
    // A path may begin with @, and what a file holds is no command line.
    private static readonly ParserConfiguration s_parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly (string Name, Func<Terminal, Command> Create)[] s_commands =
    [
        ("study", StudyCommand.Create), ("profile", ProfileCommand.Create), ("predict", PredictCommand.Create), ("simulate", SimulateCommand.Create),
        ("map", MapCommand.Create), ("run", RunCommand.Create), ("bench", BenchCommand.Create), ("zoo", ZooCommand.Create),
        ("machines", MachinesCommand.Create), ("operators", OperatorsCommand.Create), ("review", ReviewCommand.Create), ("trends", TrendsCommand.Create),
        ("conformance", ConformanceCommand.Create), ("explain", ExplainCommand.Create),
    ];

    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static int Run(string[] args, Terminal terminal)
    {
        using (terminal)
        {
            try
            {
                var code = Invoke(args, terminal);
                terminal.Out.Flush();
                return code;
            }
            catch (DiagnosticException e)
            {
                terminal.Tell(e.Message);
                return ExitCode.BadInput;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                terminal.Tell(Diagnostic.Error("CLI103", e.Message.TrimEnd('.')).ToString());
                return ExitCode.BadInput;
            }
            catch (OperationCanceledException)
            {
                terminal.Tell("interrupted");
                return ExitCode.Interrupted;
            }
            catch (Exception e)
            {
                terminal.Tell(Defect(e).ToString());
                if (Environment.GetEnvironmentVariable("RIDGELINE_TRACE") is not null) terminal.Tell(e.ToString());
                return ExitCode.Defect;
            }
        }
    }

    private static int Invoke(string[] args, Terminal terminal)
    {
        var parsed = Root(args.FirstOrDefault(), terminal).Parse(args.Length == 0 ? ["--help"] : args, s_parsing);
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
        {
            foreach (var mistake in Mistakes.Of(parsed)) terminal.Tell(mistake.ToString());
            return ExitCode.BadInput;
        }
        var code = parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = terminal.Out, Error = terminal.Notes });
        if (parsed.Action is HelpAction)
        {
            terminal.Out.Write("Examples:\n");
            foreach (var example in Examples.Of(parsed.CommandResult.Command.Name)) terminal.Out.Write($"  {example}\n");
        }
        return code;
    }

    // A command that is named needs none of the others: their options and what these would load take as long as all the rest of a start.
    private static RootCommand Root(string? named, Terminal terminal)
    {
        var root = new RootCommand("Ridgeline: what does this neural network cost on that machine, and why?");
        var known = Array.Exists(s_commands, c => c.Name == named);
        foreach (var (name, create) in s_commands)
        {
            if (!known || name == named) root.Add(create(terminal));
        }
        return root;
    }

    private static Diagnostic Defect(Exception e) => Diagnostic.Error("CLI900", $"a defect of ours: {e.GetType().Name}: {e.Message}",
        hint: "please report it with the command line and, if you can, the network; RIDGELINE_TRACE=1 shows where it happened");
}
