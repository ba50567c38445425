using System.CommandLine;
using System.CommandLine.Parsing;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Options;

/// <summary>What is wrong with a command line, in our words: all of it at once.</summary>
internal static class Mistakes
{
    private const string Code = "CLI101";

    public static IReadOnlyList<Diagnostic> Of(ParseResult parsed)
    {
        var path = Path(parsed.CommandResult);
        var mistakes = Unmatched(parsed, path).Concat(Values(parsed)).Concat(Missing(parsed, path)).ToList();
        // Whatever we have not thought of is still told, in the parser's own words.
        return mistakes.Count > 0 ? mistakes : [.. parsed.Errors.Select(e => Diagnostic.Error(Code, e.Message.TrimEnd('.'), hint: Help(path)))];
    }

    /// <summary>Whether a word stands where an argument belongs, and is an option that nobody knows.</summary>
    public static bool IsOption(string token) => token.Length > 1 && token[0] == '-';

    private static IEnumerable<Diagnostic> Unmatched(ParseResult parsed, string path)
    {
        var command = parsed.CommandResult.Command;
        var afterOption = false;
        foreach (var token in Strays(parsed))
        {
            if (IsOption(token))
            {
                afterOption = true;
                yield return NoOption(token, command, path);
            }
            else if (afterOption)
            {
                // What stands behind an unknown option is most likely its value.
                afterOption = false;
            }
            else if (command.Subcommands.Count > 0)
            {
                yield return NoCommand(token, command, path);
                yield break;
            }
            else yield return TooMany(token, path);
        }
    }

    // The parser takes the first unknown option for an argument where one is free.
    private static IEnumerable<string> Strays(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens.Select(t => t.Value)).Where(IsOption).Concat(parsed.UnmatchedTokens);

    private static Diagnostic NoOption(string token, Command command, string path)
    {
        var name = token.Split('=', ':')[0];
        // Of two letters any other is as near.
        var close = name.Length > 2 ? Suggestion.Closest(name, command.Options.SelectMany(o => o.Aliases.Append(o.Name))) : null;
        return Diagnostic.Error(Code, $"'{path}' has no option '{token}'", hint: close is null ? Help(path) : $"did you mean '{close}'? {Help(path)}");
    }

    private static Diagnostic NoCommand(string token, Command command, string path)
    {
        var looksLikeNetwork = token.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || token.StartsWith("zoo:", StringComparison.OrdinalIgnoreCase);
        var all = command.Subcommands
            .SelectMany(c => c.Subcommands.Select(s => (s.Name, Path: $"{path} {c.Name} {s.Name}")).Prepend((c.Name, Path: $"{path} {c.Name}"))).ToList();
        var close = Suggestion.Closest(token, all.Select(c => c.Name));
        var hint = looksLikeNetwork ? $"write 'ridgeline study {token}'"
            : close is null ? Help(path) : $"did you mean '{all.First(c => c.Name == close).Path}'? {Help(path)}";
        return Diagnostic.Error(Code, $"'{path}' has no command '{token}'", hint: hint);
    }

    private static Diagnostic TooMany(string token, string path) =>
        Diagnostic.Error(Code, $"'{token}' is one argument too many",
            hint: token.Contains('=') ? $"'--set {token}', or put a name with spaces in quotes" : Help(path));

    // Our own readers and validators put the hint on a second line.
    private static IEnumerable<Diagnostic> Values(ParseResult parsed)
    {
        foreach (var error in parsed.Errors.Where(e => e.SymbolResult is { Tokens.Count: > 0 } and not CommandResult && !IsStray(e.SymbolResult)))
        {
            var end = error.Message.IndexOf('\n', StringComparison.Ordinal);
            yield return end < 0
                ? Diagnostic.Error(Code, error.Message.TrimEnd('.'))
                : Diagnostic.Error(Code, error.Message[..end], hint: error.Message[(end + 1)..]);
        }
    }

    private static bool IsStray(SymbolResult? result) =>
        result is ArgumentResult { Parent: CommandResult } argument && argument.Tokens.Any(t => IsOption(t.Value));

    private static IEnumerable<Diagnostic> Missing(ParseResult parsed, string path)
    {
        var result = parsed.CommandResult;
        var command = result.Command;
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens.Count == 0)
        {
            yield return Diagnostic.Error(Code, $"'{path}' wants a command: {string.Join(" or ", command.Subcommands.Select(c => c.Name))}", hint: Help(path));
        }
        foreach (var argument in command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0
            && (result.GetResult(a) is not { Tokens.Count: > 0 } given || IsStray(given))))
        {
            yield return Diagnostic.Error(Code, $"{argument.Name} is missing", hint: $"such as: {Examples.Of(command.Name)[0]}");
        }
        foreach (var option in command.Options)
        {
            var given = result.GetResult(option);
            if (given is { Implicit: false, Tokens.Count: 0 } && option.Arity.MinimumNumberOfValues > 0)
            {
                yield return Diagnostic.Error(Code, $"{option.Name} wants a value: {option.Name} {option.HelpName}");
            }
            else if (option.Required && given is null or { Implicit: true })
            {
                yield return Diagnostic.Error(Code, $"{option.Name} is missing", hint: $"such as: {Examples.Of(command.Name)[0]}");
            }
        }
    }

    private static string Help(string path) => $"'{path} --help' shows what it takes";

    private static string Path(SymbolResult? result)
    {
        var names = new Stack<string>();
        for (; result is CommandResult command; result = result.Parent) names.Push(command.Command is RootCommand ? "ridgeline" : command.Command.Name);
        return string.Join(' ', names);
    }
}
