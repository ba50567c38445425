using System.CommandLine;
using System.CommandLine.Parsing;
using Ridgeline.Diagnostics;

namespace Ridgeline.Cli.Options;

/// <summary>An option whose value is one of a few words, written small and with hyphens: <c>working-set</c>. Case is free.</summary>
internal sealed class Choice<T> : Option<string?>
    where T : struct, Enum
{
    private static readonly string[] s_words = [.. Enum.GetNames<T>().Select(Word)];

    /// <summary>An option; without a fallback it may be left out.</summary>
    public Choice(string name, string description, T? fallback = null, params string[] aliases)
        : base(name, aliases)
    {
        Description = description;
        HelpName = string.Join('|', s_words);
        if (fallback is { } value) DefaultValueFactory = _ => Word(value.ToString());
        Validators.Add(Check);
        CompletionSources.Add(_ => s_words.Select(w => new System.CommandLine.Completions.CompletionItem(w)));
    }

    /// <summary>What was chosen; null if nothing was and there is no fallback.</summary>
    public T? Of(ParseResult parsed) => parsed.GetValue(this) is { } word && Index(word) is >= 0 and var i ? Enum.GetValues<T>()[i] : null;

    private static int Index(string word) => Array.FindIndex(s_words, w => w.Equals(word, StringComparison.OrdinalIgnoreCase));

    private void Check(OptionResult result)
    {
        foreach (var token in result.Tokens.Where(t => Index(t.Value) < 0))
        {
            var meant = Suggestion.Closest(token.Value, s_words) is { } closest ? $"did you mean '{closest}'? " : "";
            result.AddError($"{Name} cannot be '{token.Value}'\n{meant}it is one of: {string.Join(", ", s_words)}");
        }
    }

    private static string Word(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? $"{(i > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));
}
