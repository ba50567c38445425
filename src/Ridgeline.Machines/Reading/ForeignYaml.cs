using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Reading;

/// <summary>Reads the YAML files of other tools into a tree that knows where each part stands. What the parts mean is for the caller to say.</summary>
/// <remarks>Keys that stand twice, and text that is no YAML, are errors here as in machine files; anchors, aliases and tags are read.</remarks>
public static class ForeignYaml
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The root, or null if there are errors.</returns>
    public static YamlNode? Read(string path, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(diagnostics);
        var root = MachineReader.Load(path, session) is { } text ? YamlReader.Read(text, path, session, foreign: true) : null;
        session.Tell();
        return root;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The content of a file.</param>
    /// <param name="file">What the file is called in messages.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The root, or null if there are errors.</returns>
    public static YamlNode? ReadText(string text, string file, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(diagnostics);
        var root = YamlReader.Read(text, file, session, foreign: true);
        session.Tell();
        return root;
    }
}
