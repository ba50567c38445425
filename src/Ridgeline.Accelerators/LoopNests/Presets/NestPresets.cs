using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Presets;

/// <summary>The accelerators that come with the product, as data: <c>catalog/nests</c>.</summary>
public static class NestPresets
{
    private const string Folder = "nests/";

    /// <summary>The names of all.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. typeof(NestPresets).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n[Folder.Length..])).Order(StringComparer.Ordinal)];

    /// <summary>Opens one by its name, or a file of that path.</summary>
    /// <param name="name">A name of <see cref="Names"/> or a path.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>The accelerator, or null if there are errors.</returns>
    public static NestPreset? Open(string name, DiagnosticBag diagnostics)
    {
        if (name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase))
            return NestPresetReader.Read(name, diagnostics);
        if (Names.Contains(name))
        {
            using var stream = typeof(NestPresets).Assembly.GetManifestResourceStream($"{Folder}{name}.yaml")!;
            using var reader = new StreamReader(stream);
            return NestPresetReader.ReadText(reader.ReadToEnd(), $"{name}.yaml", diagnostics);
        }
        var close = Suggestion.Closest(name, Names) is { } near ? $"did you mean '{near}'? " : "";
        diagnostics.Error("NEST110", $"there is no accelerator '{name}'", default, $"{close}there are {string.Join(", ", Names)}, or a path to a .yaml file");
        return null;
    }
}
