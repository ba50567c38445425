using System.CommandLine;
using System.Globalization;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Quantities;

namespace Ridgeline.Cli.Options;

/// <summary>Options with a value of ours, whose mistakes are told in our words and all at once.</summary>
internal static class Valued
{
    private static readonly string[] s_precisions = ["fp64", "fp32", "fp16", "bf16", "fp8", "fp4", "int8", "uint8", "int4", "uint4", "int2"];

    /// <summary>An option that may be left out.</summary>
    public static Option<T?> Option<T>(string name, string value, string description, Reader<T> read, params string[] aliases)
        where T : struct => new(name, aliases)
        {
            Description = description, HelpName = value,
            CustomParser = result =>
            {
                if (read(result.Tokens[^1].Value, out var known) is not { } problem) return known;
                result.AddError($"{name} {problem}");
                return null;
            },
        };

    /// <summary>Numbers by name: <c>--set seq=128</c>, as often as there are names.</summary>
    public static Option<Dictionary<string, long>> Numbers(string name, string description) => new(name)
    {
        Description = description, HelpName = "NAME=N", Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var numbers = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var text in result.Tokens.SelectMany(t => t.Value.Split(',')))
            {
                // The last sign divides: names such as 'a=b' occur in files.
                var sign = text.LastIndexOf('=');
                if (sign <= 0 || Whole(text[(sign + 1)..], out var number) is not null)
                {
                    result.AddError($"{name} {text}: not a name and a whole number of at least 1\nwrite {name} {(sign > 0 ? text[..sign] : "seq")}=128");
                }
                else if (!numbers.TryAdd(text[..sign], number)) result.AddError($"{name} {text[..sign]} is given twice");
            }
            return numbers;
        },
    };

    /// <summary>A whole number of at least 1.</summary>
    public static string? Whole(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out value) && value >= 1
            ? null
            : $"cannot be '{text}'\na whole number of at least 1";

    /// <summary>A whole number of at least 0.</summary>
    public static string? Seed(string text, out ulong value) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) ? null : $"cannot be '{text}'\na whole number of at least 0";

    /// <summary>An amount of memory.</summary>
    public static string? Size(string text, out Bytes value)
    {
        if (!Quantity.TryParse(text, out value, out var problem)) return $"{problem!.Message}\n{problem.Hint ?? "write a size such as 3GB or 512 MiB"}";
        return value > Bytes.Zero ? null : $"cannot be '{text}'\nwrite a size such as 3GB or 512 MiB";
    }

    /// <summary>A type of numbers.</summary>
    public static string? Precision(string text, out ElementType value)
    {
        if (ElementTypes.TryParse(text, out value) && value.BitWidth() > 0) return null;
        var meant = Suggestion.Closest(text, s_precisions) is { } closest ? $"did you mean '{closest}'? " : "";
        return $"cannot be '{text}'\n{meant}it is one of: {string.Join(", ", s_precisions)} and their like";
    }
}
