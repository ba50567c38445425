using System.Collections.Concurrent;
using System.Reflection;
using Ridgeline.Diagnostics;

namespace Ridgeline.Machines;

/// <summary>The machines that come with the tool: files in <c>catalog/machines</c>, a machine each.</summary>
public static class MachineCatalog
{
    private const string Folder = "machines/";
    private const string Extension = ".yaml";

    private static readonly Assembly s_assembly = typeof(MachineCatalog).Assembly;
    private static readonly ConcurrentDictionary<string, Machine> s_read = new(StringComparer.Ordinal);

    /// <summary>All names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. s_assembly.GetManifestResourceNames().Where(IsCatalogFile).Select(name => name[Folder.Length..^Extension.Length]).Order(StringComparer.Ordinal),
    ];

    /// <summary>All machines, by name.</summary>
    public static IEnumerable<Machine> All => Names.Select(name => Find(name)!);

    /// <summary>The machine of a name.</summary>
    /// <returns>Null if there is none.</returns>
    public static Machine? Find(string name)
    {
        if (s_read.TryGetValue(name, out var known)) return known;
        if (TextOf(name) is not { } text) return null;
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.ReadText(text, FileOf(name), diagnostics);
        diagnostics.ThrowIfErrors();
        return s_read.GetOrAdd(name, machine!);
    }

    /// <summary>Reads a machine by its name in the catalogue or the path of its file.</summary>
    /// <param name="nameOrPath">A name, or a path: whatever ends in <c>.yaml</c> or <c>.yml</c>, or has a slash, is a path.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The machine, or null if there are errors.</returns>
    public static Machine? Open(string nameOrPath, DiagnosticBag diagnostics)
    {
        if (Find(nameOrPath) is { } known) return known;
        if (LooksLikeFile(nameOrPath)) return MachineReader.Read(nameOrPath, diagnostics);
        var near = Suggestion.Closest(nameOrPath, Names);
        diagnostics.Error("MACH100", $"there is no machine '{nameOrPath}' in the catalogue", new(nameOrPath),
            (near is null ? "" : $"did you mean '{near}'? ") + "'ridgeline machines list' shows all; a path ends in .yaml");
        return null;
    }

    /// <summary>The text of a machine's file, as it is in the repository.</summary>
    /// <returns>Null if there is none.</returns>
    public static string? TextOf(string name)
    {
        using var stream = s_assembly.GetManifestResourceStream(FileOf(name));
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The name of a machine's file in messages.</summary>
    internal static string FileOf(string name) => Folder + name + Extension;

    /// <summary>Whether a file is one of the catalogue.</summary>
    internal static bool IsCatalogFile(string file) => file.StartsWith(Folder, StringComparison.Ordinal) && file.EndsWith(Extension, StringComparison.Ordinal);

    private static bool LooksLikeFile(string text)
        => text.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || text.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
            || text.Contains('/', StringComparison.Ordinal) || File.Exists(text);
}
