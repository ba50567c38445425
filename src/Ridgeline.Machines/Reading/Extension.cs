using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>Resolves <c>extends:</c>: reads what a variant stands on, and lays the variant over it.</summary>
/// <param name="session">Gets what is wrong.</param>
/// <param name="load">Reads the text of a file, or says why it cannot.</param>
internal sealed class Extension(ReadSession session, Func<string, ReadSession, string?> load)
{
    private const int LongestChain = 8;

    private readonly List<string> _chain = [];

    /// <summary>What each file that was read says of its sources, by the file's name.</summary>
    public Dictionary<string, FileSources> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a file's text with all it extends.</summary>
    public YamlMap? Read(string text, string file)
    {
        if (YamlReader.Read(text, file, session) is not { } root) return null;
        if (root is not YamlMap map)
        {
            session.Error(root.Spot, "MACH108", "a machine is a mapping from keys to values", "begin with 'name: my-machine'");
            return null;
        }

        Sources[file] = FileSources.Of(map);
        return map["extends"] is { } extends ? Resolve(map, extends, file) : map;
    }

    private YamlMap? Resolve(YamlMap map, YamlNode extends, string file)
    {
        if (extends is not YamlText { IsNull: false, Value: var wanted })
        {
            session.Error(extends.Spot, "MACH108", "'extends' takes the name of a machine or of a file");
            return null;
        }

        _chain.Add(Identity(file));
        if (Target(wanted, file, extends.Spot) is not { } target) return null;
        if (_chain.Contains(Identity(target.File)) || _chain.Count > LongestChain)
        {
            var chain = string.Join(" -> ", _chain.Append(Identity(target.File)).Select(Path.GetFileName));
            session.Error(extends.Spot, "MACH113", $"the machines extend one another in a circle: {chain}", "let one of them stand on its own");
            return null;
        }

        return Read(target.Text, target.File) is { } foundation ? YamlMerge.Extend(foundation, map) : null;
    }

    private (string Text, string File)? Target(string wanted, string file, SourceSpot spot)
    {
        var beside = Path.Combine(Path.GetDirectoryName(file) ?? "", wanted);
        foreach (var path in new[] { beside, beside + ".yaml" })
        {
            if (!File.Exists(path)) continue;
            return load(path, session) is { } text ? (text, path) : null;
        }

        if (MachineCatalog.TextOf(wanted) is { } known) return (known, MachineCatalog.FileOf(wanted));
        session.Error(spot, "MACH112", $"there is no machine '{wanted}', in the catalogue or beside this file",
            ReadSession.Suggest(wanted, MachineCatalog.Names, "the catalogue has"));
        return null;
    }

    private static string Identity(string file) => MachineCatalog.IsCatalogFile(file) ? file : Path.GetFullPath(file);
}
