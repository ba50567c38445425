using Ridgeline.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Ridgeline.Machines.Reading;

/// <summary>Reads the part of YAML that a description needs: mappings, sequences and scalars, each where it stands.</summary>
/// <remarks>
/// In machine files anchors, aliases, tags and several documents are refused: they save few lines and hide what a reader sees. Files of other tools
/// use them; there (<c>foreign</c>) they are read.
/// </remarks>
internal sealed class YamlReader
{
    /// <summary>The largest file that is read, in characters: the largest of the catalogue is a hundredth of it.</summary>
    public const int LargestText = 1 << 20;

    private const int DeepestNesting = 32;

    private readonly string _file;
    private readonly ReadSession _session;
    private readonly Parser _parser;
    private readonly Dictionary<string, (YamlNode Node, int Values)>? _anchors;
    private Mark _last;
    private int _values;

    private YamlReader(string text, string file, ReadSession session, bool foreign)
    {
        _anchors = foreign ? new(StringComparer.Ordinal) : null;
        _file = file;
        _session = session;
        _parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>Reads a text.</summary>
    /// <returns>The root, or null if it is no YAML; then the session knows why.</returns>
    public static YamlNode? Read(string text, string file, ReadSession session, bool foreign = false)
    {
        session.Remember(file, text);
        if (text.Length > LargestText)
        {
            session.Error(new(file), "MACH101", $"the file is larger than {LargestText:N0} characters", "a machine takes a few kilobytes");
            return null;
        }

        if (FindsTabs(text, file, session)) return null;
        var errors = session.Errors;
        var reader = new YamlReader(text, file, session, foreign);
        try
        {
            var root = reader.Document();
            return session.Errors == errors ? root : null;
        }
        catch (YamlException e)
        {
            session.Error(Spot(file, e.Start.Line > 0 ? e.Start : reader._last), "MACH103", "this is not YAML: " + Sentence(e),
                "check the indentation, the colons and the quotes around this line");
            return null;
        }
        catch (InvalidOperationException)
        {
            // The parser's own trouble with a plain scalar that runs into the next line within braces.
            session.Error(Spot(file, reader._last), "MACH103", "this is not YAML: a brace, a bracket or a quote that is open here is not closed",
                "close it in the same line");
            return null;
        }
    }

    private static bool FindsTabs(string text, string file, ReadSession session)
    {
        var lines = text.Split('\n');
        var found = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab < 0 || lines[i].AsSpan(0, tab).TrimStart(' ').Length > 0) continue;
            session.Error(new(file, i + 1, tab + 1), "MACH102", "a tab in the indentation", "indent with two spaces");
            found = true;
        }
        return found;
    }

    private static string Sentence(YamlException e)
    {
        // The parser's own place, which the message begins with, is told already.
        var message = e.Message;
        var end = message.StartsWith('(') ? message.IndexOf("): ", StringComparison.Ordinal) : -1;
        message = (end < 0 ? message : message[(end + 3)..]).TrimEnd('.');
        return message.Length == 0 ? "it breaks off" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private YamlNode? Document()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _session.Error(new(_file, 1, 1), "MACH114", "the file is empty", "the shortest machine has name, title, class, vendor, year, units and memory");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = Node(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _session.Error(Spot(_file, second.Start), "MACH106", "a second document in the file", "write one machine a file");
        return root;
    }

    private YamlNode Node(int depth)
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (_anchors is not null && _anchors.TryGetValue(alias.Value.Value, out var meant)) return Repeated(meant.Node, meant.Values, alias);
            if (_anchors is null)
                _session.Error(Spot(_file, alias.Start), "MACH106", $"the alias '*{alias.Value}': aliases are not read",
                    "write the value out, or use 'extends:' for a variant");
            else _session.Error(Spot(_file, alias.Start), "MACH106", $"the alias '*{alias.Value}' has no anchor that is complete before it");
            return new YamlText(Spot(_file, alias.Start), "", IsPlain: true);
        }

        var start = _parser.Consume<NodeEvent>();
        _last = start.Start;
        var spot = Spot(_file, start.Start);
        if (_anchors is null) Refuse(start, spot);
        var before = _values++;
        var node = Content(start, spot, depth);
        if (_anchors is null) return node;
        if (!start.Tag.IsEmpty) node = node with { Tag = start.Tag.Value };
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor.Value] = (node, _values - before);
        return node;
    }

    // A few aliases of aliases can stand for more values than any reader has time for.
    private YamlNode Repeated(YamlNode node, int values, AnchorAlias alias)
    {
        if ((_values += values) <= LargestText) return node;
        throw new YamlException(alias.Start, alias.End, $"its aliases stand for more than {LargestText:N0} values");
    }

    private YamlNode Content(NodeEvent start, SourceSpot spot, int depth)
    {
        if (start is Scalar scalar) return new YamlText(spot, scalar.Value, scalar.Style == ScalarStyle.Plain);
        if (depth == DeepestNesting) throw new YamlException(start.Start, start.End, $"it is nested deeper than {DeepestNesting} levels");
        return start is MappingStart ? Map(spot, depth) : List(spot, depth);
    }

    private void Refuse(NodeEvent start, SourceSpot spot)
    {
        if (!start.Anchor.IsEmpty)
            _session.Error(spot, "MACH106", $"the anchor '&{start.Anchor.Value}': anchors are not read", "write the value out where it is needed");
        if (!start.Tag.IsEmpty && start.Tag.Value != "!") _session.Error(spot, "MACH106", $"the tag '{start.Tag.Value}': tags are not read", "leave it out");
    }

    private YamlList List(SourceSpot spot, int depth)
    {
        var items = new List<YamlNode>();
        while (!_parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new(spot, items);
    }

    private YamlMap Map(SourceSpot spot, int depth)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, SourceSpot>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(depth + 1);
            var value = Node(depth + 1);
            if (key is not YamlText { Value: var name }) _session.Error(key.Spot, "MACH108", "a key must be a word");
            else if (lines.TryGetValue(name, out var first))
                _session.Error(key.Spot, "MACH105", $"the key '{name}' stands twice; first in line {first.Line}", "keep one of them");
            else
            {
                lines.Add(name, key.Spot);
                entries.Add(new(name, key.Spot, value));
            }
        }
        return new(spot, entries);
    }

    private static SourceSpot Spot(string file, Mark mark) => new(file, Math.Max(1, (int)mark.Line), Math.Max(1, (int)mark.Column));
}
