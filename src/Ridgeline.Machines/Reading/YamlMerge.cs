namespace Ridgeline.Machines.Reading;

/// <summary>Lays a variant over what it extends: mappings by key, lists by the names of their entries, anything else is replaced.</summary>
internal static class YamlMerge
{
    // What says who a machine is, and what was explained about its own numbers, is never inherited.
    private static readonly string[] s_own = ["name", "title", "expect", "notes", "sources"];

    /// <summary>The variant, complete. A key set to null is taken away.</summary>
    public static YamlMap Extend(YamlMap foundation, YamlMap variant)
        => Maps(foundation with { Entries = [.. foundation.Entries.Where(e => !s_own.Contains(e.Key))] }, variant);

    private static YamlMap Maps(YamlMap under, YamlMap over)
    {
        var entries = under.Entries.ToList();
        foreach (var entry in over.Entries)
        {
            var at = entries.FindIndex(e => e.Key == entry.Key);
            if (entry.Value is YamlText { IsNull: true } && at >= 0) entries.RemoveAt(at);
            else if (at >= 0) entries[at] = entry with { Value = Nodes(entries[at].Value, entry.Value) };
            else entries.Add(entry);
        }
        return new(over.Spot, entries);
    }

    private static YamlNode Nodes(YamlNode under, YamlNode over) => (under, over) switch
    {
        // A number with its source is one thing: half of the old one would be a lie.
        (YamlMap a, YamlMap b) when a["value"] is null && b["value"] is null => Maps(a, b),
        (YamlList a, YamlList b) when a.Items.Concat(b.Items).All(item => NameOf(item) is not null) => Lists(a, b),
        _ => over,
    };

    private static YamlList Lists(YamlList under, YamlList over)
    {
        var items = under.Items.ToList();
        foreach (var item in over.Items)
        {
            var at = items.FindIndex(i => NameOf(i) == NameOf(item));
            // Two of one name in one list are a mistake that must stay visible.
            if (at >= 0 && over.Items.Count(i => NameOf(i) == NameOf(item)) == 1) items[at] = Maps((YamlMap)items[at], (YamlMap)item);
            else items.Add(item);
        }
        return new(over.Spot, items);
    }

    private static string? NameOf(YamlNode node) => node is YamlMap map && map["name"] is YamlText text ? text.Value : null;
}
