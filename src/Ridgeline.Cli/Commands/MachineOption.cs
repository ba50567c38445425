using System.CommandLine;
using Ridgeline.Diagnostics;
using Ridgeline.Machines;

namespace Ridgeline.Cli.Commands;

/// <summary>The option <c>--on</c>: which machines.</summary>
internal sealed class MachineOption
{
    private readonly Option<string[]> _on;
    private readonly IReadOnlyList<string> _unasked;

    /// <summary>An option that must be given, or one that stands for some machines by itself.</summary>
    public MachineOption(params IReadOnlyList<string> unasked)
    {
        _unasked = unasked;
        var byItself = unasked.Count > 0 ? $"; by itself {string.Join(',', unasked)}; none for none" : "";
        _on = new("--on")
        {
            HelpName = "MACHINE", Required = unasked.Count == 0, Arity = ArgumentArity.OneOrMore,
            Description = $"A machine: a name of the catalogue, a path to a .yaml file, or host; several with commas{byItself}",
        };
    }

    public void AddTo(Command command) => command.Add(_on);

    /// <summary>Whether the user named any.</summary>
    public bool IsAsked(ParseResult parsed) => parsed.GetResult(_on) is { Implicit: false };

    /// <summary>The machines asked for.</summary>
    /// <exception cref="DiagnosticException">One cannot be found or read.</exception>
    public IReadOnlyList<Machine> Machines(ParseResult parsed, Terminal terminal, DiagnosticBag diagnostics)
    {
        var asked = (parsed.GetValue(_on) ?? [])
            .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        if (_unasked.Count > 0 && asked is ["none"]) return [];
        var names = IsAsked(parsed) ? asked : _unasked;
        var machines = names.SelectMany(name => name == "all" ? MachineCatalog.All : Opened(name)).OfType<Machine>().ToList();
        diagnostics.ThrowIfErrors();
        return machines;

        IEnumerable<Machine?> Opened(string name) => [MachineSource.Open(name, terminal, diagnostics)];
    }
}
