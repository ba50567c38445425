using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Machines.Tests;

/// <summary>All numbers of a file of the catalogue, by the same table of keys that the reader goes by.</summary>
internal static class CatalogNumbers
{
    // What was fitted says so itself, and does not come from a table.
    private static readonly string[] s_skipped = ["calibration", "expect", "sources"];

    public static IReadOnlyList<CatalogNumber> Of(string name)
    {
        var session = new ReadSession(new DiagnosticBag());
        var numbers = new List<CatalogNumber>();
        Walk(new Extension(session, (_, _) => null).Read(MachineCatalog.TextOf(name)!, $"machines/{name}.yaml")!, MachineKeys.Machine, "", numbers);
        return numbers;
    }

    private static void Walk(YamlMap map, Section section, string path, List<CatalogNumber> into)
    {
        foreach (var entry in map.Entries.Where(e => !s_skipped.Contains(e.Key)))
        {
            var (rule, at) = (section.Find(entry.Key)!, path.Length == 0 ? entry.Key : $"{path}/{entry.Key}");
            switch (rule.Kind)
            {
                case ValueKind.Section: Walk((YamlMap)entry.Value, rule.Inner!(), at, into); break;
                case ValueKind.Sections:
                    foreach (var item in ((YamlList)entry.Value).Items.Cast<YamlMap>()) Walk(item, rule.Inner!(), $"{at}/{((YamlText)item["name"]!).Value}",
                        into);
                    break;
                case ValueKind.SectionByPrecision: Rates((YamlMap)entry.Value, rule.Inner!(), at, into); break;
                default:
                    if (rule.IsNumber) Number(entry.Value, rule, at, into);
                    break;
            }
        }
    }

    private static void Rates(YamlMap map, Section section, string path, List<CatalogNumber> into)
    {
        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlMap rate && rate["value"] is null) Walk(rate, section, $"{path}/{entry.Key}", into);
            else Number(entry.Value, section.Keys[0], $"{path}/{entry.Key}/{section.Keys[0].Name}", into);
        }
    }

    private static void Number(YamlNode node, KeyRule rule, string path, List<CatalogNumber> into)
    {
        var text = (YamlText)(node is YamlMap map ? map["value"]! : node);
        Assert.Null(ScalarReader.Read(text.Value, rule, out var value));
        into.Add(new(path, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)));
    }
}
