using System.Globalization;
using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>Checks a tree of YAML against the table of keys, and turns it into values; finds as many mistakes as there are.</summary>
internal sealed class SectionReader(ReadSession session)
{
    /// <summary>The sources of single numbers, by path.</summary>
    public Dictionary<string, SourceNote> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>The confidence of sources that state none.</summary>
    public Confidence UsualConfidence { get; set; } = Confidence.Medium;

    /// <summary>What files say of their numbers, by the file's name; a variant's numbers stand in several.</summary>
    public IReadOnlyDictionary<string, FileSources> Files { get; set; } = new Dictionary<string, FileSources>();

    /// <summary>The file whose usual source holds for all numbers.</summary>
    public string? File { get; set; }

    /// <summary>Reads a section.</summary>
    public Fields Read(YamlMap map, Section section, string path)
    {
        var fields = new Fields(map.Spot, path);
        foreach (var entry in map.Entries)
        {
            if (section.Find(entry.Key) is { } rule) ReadValue(entry, rule, fields, Join(path, entry.Key));
            else session.Error(entry.KeySpot, "MACH104", $"{section.Name} has no key '{entry.Key}'",
                ReadSession.Suggest(entry.Key, section.Keys.Select(k => k.Name), "it has"));
        }

        foreach (var rule in section.Keys.Where(rule => rule.IsRequired && map[rule.Name] is null))
        {
            session.Error(map.Spot, "MACH107", $"{section.Name} needs the key '{rule.Name}'", rule.About);
        }
        return fields;
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}/{key}";

    private void ReadValue(YamlEntry entry, KeyRule rule, Fields fields, string path)
    {
        object? value = rule.Kind switch
        {
            ValueKind.Section => Inner(entry.Value, rule, path),
            ValueKind.Sections => ReadList(entry.Value, rule, path),
            ValueKind.SectionByPrecision => ReadRates(entry.Value, rule, path),
            ValueKind.Numbers => ReadNumbers(entry.Value, rule),
            _ => ReadScalar(entry.Value, rule, path),
        };
        if (value is not null) fields.Add(rule.Name, new(entry.Value.Spot, value));
    }

    private Fields? Inner(YamlNode node, KeyRule rule, string path)
    {
        if (node is YamlMap map) return Read(map, rule.Inner!(), path);
        session.Error(node.Spot, "MACH108", $"'{rule.Name}' takes a mapping, not {Say(node)}",
            $"it has {string.Join(", ", rule.Inner!().Keys.Select(k => k.Name))}");
        return null;
    }

    private List<Fields>? ReadList(YamlNode node, KeyRule rule, string path)
    {
        if (node is not YamlList list)
        {
            session.Error(node.Spot, "MACH108", $"'{rule.Name}' takes a list, not {Say(node)}", "begin each entry with '- '");
            return null;
        }

        if (list.Items.Count == 0 && rule.IsRequired) session.Error(node.Spot, "MACH107", $"'{rule.Name}' is empty", rule.About);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var items = new List<Fields>();
        foreach (var item in list.Items)
        {
            var name = item is YamlMap map && map["name"] is YamlText text ? text : null;
            if (name is not null && !names.Add(name.Value))
                session.Error(name.Spot, "MACH116", $"'{rule.Name}' has two entries named '{name.Value}'", "give each its own name");
            if (Inner(item, rule, Join(path, name?.Value ?? items.Count.ToString(CultureInfo.InvariantCulture))) is { } fields) items.Add(fields);
        }
        return items;
    }

    private List<(Precision, Fields)>? ReadRates(YamlNode node, KeyRule rule, string path)
    {
        if (node is not YamlMap map)
        {
            session.Error(node.Spot, "MACH108", $"'{rule.Name}' takes a mapping from precision to rate, not {Say(node)}",
                "write for example 'fp16: { peak: 312 TFLOP/s, macs: 256 }'");
            return null;
        }

        if (map.Entries.Count == 0) session.Error(node.Spot, "MACH107", $"'{rule.Name}' is empty", rule.About);
        var rates = new List<(Precision, Fields)>();
        foreach (var entry in map.Entries)
        {
            var at = Join(path, entry.Key);
            if (ScalarReader.Read(entry.Key, new(rule.Name, ValueKind.Precision, ""), out var precision) is { } problem)
                session.Error(entry.KeySpot, "MACH111", problem.Message, problem.Hint);
            else if (rates.Exists(r => r.Item1 == (Precision)precision))
                session.Error(entry.KeySpot, "MACH105", $"the precision {precision} stands twice", "a sum of the usual format need not be named");
            else if (ReadRate(entry.Value, rule, at) is { } fields) rates.Add(((Precision)precision, fields));
        }
        return rates;
    }

    // A rate of which only the peak is known is written as that alone.
    private Fields? ReadRate(YamlNode node, KeyRule rule, string path)
    {
        if (node is YamlMap map && map["value"] is null) return Read(map, rule.Inner!(), path);
        var peak = rule.Inner!().Keys[0];
        var fields = new Fields(node.Spot, path);
        if (ReadScalar(node, peak, path + "/" + peak.Name) is not { } value) return null;
        fields.Add(peak.Name, new(node.Spot, value));
        return fields;
    }

    private Dictionary<string, double>? ReadNumbers(YamlNode node, KeyRule rule)
    {
        if (node is not YamlMap map)
        {
            session.Error(node.Spot, "MACH108", $"'{rule.Name}' takes a mapping from name to number, not {Say(node)}");
            return null;
        }

        var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var entry in map.Entries)
        {
            if (ReadScalar(entry.Value, new(entry.Key, ValueKind.Number, ""), "") is double number) numbers.Add(entry.Key, number);
        }
        return numbers;
    }

    private object? ReadScalar(YamlNode node, KeyRule rule, string path)
    {
        if (node is YamlMap map && map["value"] is { } inner)
        {
            NoteSource(map, path);
            node = inner;
        }
        else if (rule.IsNumber) NoteSource(node.Spot, path);

        if (node is not YamlText text || text.IsNull)
        {
            session.Error(node.Spot, "MACH108", $"'{rule.Name}' takes one value, not {Say(node)}",
                node is YamlMap ? "a number with its source is { value: ..., source: ..., confidence: ... }" : rule.About);
            return null;
        }

        if (ScalarReader.Read(text.Value, rule, out var value) is { } problem)
        {
            var code = rule.Kind is ValueKind.Choice or ValueKind.Precision ? "MACH111" : "MACH109";
            session.Error(node.Spot, code, $"{rule.Name}: {problem.Message}", problem.Hint);
            return null;
        }
        return InRange(value, rule, text) ? value : null;
    }

    private bool InRange(object value, KeyRule rule, YamlText text)
    {
        var number = value switch { double real => real, long bytes => bytes, _ => (double?)null };
        if (number is null || (number >= rule.Least && number <= rule.Most)) return true;
        var why = number < 0 ? "it is negative" : number == 0 ? "it is zero"
            : number < rule.Least ? $"it is below {Bound(rule.Least)}" : $"it is above {Bound(rule.Most)}";
        session.Error(text.Spot, "MACH110", $"{rule.Name}: '{text.Value}' is impossible: {why}", rule.About);
        return false;
    }

    private static string Bound(double value) => value.ToString("G6", CultureInfo.InvariantCulture) + " in base units";

    private void NoteSource(YamlMap map, string path)
    {
        var fields = Read(map, MachineKeys.Sourced, path);
        // A remark alone leaves the source to what the file says of the number.
        var said = fields.Has("source") ? null : Said(map.Spot, path);
        var confidence = fields.Has("confidence") ? fields.Choice<Confidence>("confidence") : said?.Confidence ?? UsualConfidence;
        if (fields.Has("source") || fields.Has("confidence") || fields.Has("note"))
            Put(path, map.Spot, new(fields.Text("source") ?? said?.Source ?? "", confidence, fields.Text("note") ?? said?.Note));
    }

    private void NoteSource(SourceSpot spot, string path)
    {
        if (Said(spot, path) is { } note && !(spot.File == File && ReferenceEquals(note, Files[spot.File!].All))) Put(path, spot, note);
    }

    // What was read of one machine is only likely of a variant that does not say it itself.
    private void Put(string path, SourceSpot spot, SourceNote note)
    {
        var isInherited = File is not null && spot.File is not null && spot.File != File;
        Sources[path] = !isInherited ? note : note with
        {
            Source = $"as {Path.GetFileNameWithoutExtension(spot.File)}: {note.Source}",
            Confidence = note.Confidence == Confidence.High ? Confidence.Medium : note.Confidence,
        };
    }

    private SourceNote? Said(SourceSpot spot, string path)
        => spot.File is { } file && Files.TryGetValue(file, out var said) ? said.Of(path) ?? said.All : null;

    private static string Say(YamlNode node) => node switch
    {
        YamlText { IsNull: true } => "nothing",
        YamlText text => $"'{text.Value}'",
        YamlList => "a list",
        _ => "a mapping",
    };
}
