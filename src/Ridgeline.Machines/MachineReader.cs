using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Machines;

/// <summary>Reads machine files, strictly: what is not understood is an error with a place, never skipped.</summary>
public static class MachineReader
{
    private static readonly UTF8Encoding s_strictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Reads a file and all it extends.</summary>
    /// <param name="path">The file.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The machine, or null if there are errors.</returns>
    public static Machine? Read(string path, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(diagnostics);
        var machine = Load(path, session) is { } text ? Read(text, path, session) : null;
        session.Tell();
        return machine;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The content of a machine file.</param>
    /// <param name="file">What the file is called in messages; files it extends are looked for beside it.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The machine, or null if there are errors.</returns>
    public static Machine? ReadText(string text, string file, DiagnosticBag diagnostics)
    {
        var session = new ReadSession(diagnostics);
        var machine = Read(text, file, session);
        session.Tell();
        return machine;
    }

    private static Machine? Read(string text, string file, ReadSession session)
    {
        var extension = new Extension(session, Load);
        if (extension.Read(text, file) is not { } root) return null;
        var reader = new SectionReader(session) { UsualConfidence = UsualConfidence(root), Files = extension.Sources, File = file };
        var fields = reader.Read(root, MachineKeys.Machine, "");
        if (fields.Text("source") is { } source) reader.Sources["*"] = new(source, reader.UsualConfidence);
        extension.Sources[file].Tell(session);
        var machine = new MachineBuilder(session, reader.Sources).Build(fields);
        return session.Errors == 0 ? machine : null;
    }

    private static Confidence UsualConfidence(YamlMap root)
        => root["confidence"] is YamlText text && Enum.TryParse<Confidence>(text.Value, ignoreCase: true, out var confidence) ? confidence : Confidence.Medium;

    /// <summary>The text of a file, or null and an error.</summary>
    internal static string? Load(string path, ReadSession session)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size <= 4L * YamlReader.LargestText) return s_strictUtf8.GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
            session.Error(new(path), "MACH101", $"the file is larger than {4L * YamlReader.LargestText:N0} bytes", "a machine takes a few kilobytes");
        }
        catch (DecoderFallbackException)
        {
            session.Error(new(path), "MACH101", "the file is not text in UTF-8", "a machine is a YAML file");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            session.Error(new(path), "MACH101", "the file cannot be read: "
                + (Directory.Exists(path) ? "it is a folder" : File.Exists(path) ? e.Message : "it is not there"));
        }
        return null;
    }
}
