using System.Globalization;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>Values of a SCALE-Sim configuration, each of the kind that its key wants.</summary>
internal sealed class IniValues(string file, Dictionary<string, IniEntry> entries, DiagnosticBag diagnostics)
{
    // An array of more cells than this, or a larger memory, is a slip of the pen.
    private const int Most = 1 << 20;

    public string? Text(string key) => entries.TryGetValue(key, out var entry) && entry.Value.Length > 0 ? entry.Value : null;

    /// <summary>One of a few words; null, and an error, if it is none of them.</summary>
    public string? Word(string key, string[] words)
    {
        if (!entries.TryGetValue(key, out var entry)) { Missing(key, string.Join(" or ", words)); return null; }
        if (words.FirstOrDefault(w => w.Equals(entry.Value, StringComparison.OrdinalIgnoreCase)) is { } found) return found;
        Wrong(key, entry, $"it is one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>A number from 1; a fallback where nothing is said.</summary>
    public int Count(string key, int? fallback = null)
    {
        if (entries.TryGetValue(key, out var entry)) return Number(key, entry, entry.Value);
        if (fallback is null) Missing(key, "32");
        return fallback ?? 1;
    }

    /// <summary>The first of several numbers with commas.</summary>
    public int First(string key)
    {
        if (entries.TryGetValue(key, out var entry)) return Number(key, entry, entry.Value.Split(',')[0].Trim());
        Missing(key, "10");
        return 1;
    }

    /// <summary>A number from 0 that seeds random ones; a fallback where nothing is said.</summary>
    public uint Seed(string key, uint fallback)
    {
        if (!entries.TryGetValue(key, out var entry)) return fallback;
        if (uint.TryParse(entry.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
        Wrong(key, entry, $"it is a whole number from 0 to {uint.MaxValue}");
        return fallback;
    }

    /// <summary>Whether a switch is on.</summary>
    public bool IsOn(string key) => entries.TryGetValue(key, out var entry) && entry.Value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses a switch that is on.</summary>
    public void MustNot(string key, string why, string hint) => Refuse(key, IsOn(key), why, hint);

    /// <summary>Refuses what a key says.</summary>
    public void Refuse(string key, bool isRefused, string why, string hint)
    {
        if (isRefused && entries.TryGetValue(key, out var entry)) diagnostics.Error("SIM105", $"{key}: {why}", new(file, entry.Line, entry.Column), hint);
    }

    private int Number(string key, IniEntry entry, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= Most) return number;
        Wrong(key, entry, $"it is a whole number from 1 to {Most}");
        return 1;
    }

    private void Wrong(string key, IniEntry entry, string hint) => diagnostics.Error("SIM104", $"{key} cannot be '{entry.Value}'", new(file, entry.Line, entry.Column), hint);

    private void Missing(string key, string example) => diagnostics.Error("SIM103", $"'{key}' is missing", new(file), $"write '{key} : {example}'");
}
