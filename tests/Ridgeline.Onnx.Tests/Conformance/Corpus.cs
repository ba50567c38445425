using System.ComponentModel;
using System.Diagnostics;

namespace Ridgeline.Onnx.Tests.Conformance;

/// <summary>
/// ONNX's own test models, where they are at hand: in the folder that RIDGELINE_CONFORMANCE names (the one that holds <c>onnx/backend</c>), or in the
/// archives of <c>../shared</c>, which are unpacked once into the temporary folder.
/// </summary>
internal static class Corpus
{
    private static readonly Lazy<string?> s_folder = new(Find);

    /// <summary>Why a test that needs the corpus is skipped.</summary>
    public const string Absence = "ONNX's test models are not at hand: set RIDGELINE_CONFORMANCE to the folder that holds onnx/backend/test/data";

    /// <summary>Folders of node tests, sorted by name; empty if the corpus is not at hand.</summary>
    public static IReadOnlyList<string> NodeTests => Folders("node");

    /// <summary>Folders of the other small models: simple, light, and those converted from PyTorch.</summary>
    public static IReadOnlyList<string> OtherModels =>
    [
        .. Folders("simple"), .. Folders("pytorch-converted"), .. Folders("pytorch-operator"), .. Folders("light"), .. Folders("real"),
    ];

    /// <summary>The real networks in <c>../shared/data/models</c>.</summary>
    public static IReadOnlyList<string> Networks => Shared("models") is { } folder
        ? [.. Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The model files in or below a folder of a test.</summary>
    public static IEnumerable<string> ModelsIn(string folder) =>
        Directory.EnumerateFiles(folder, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    private static string[] Folders(string kind)
    {
        if (s_folder.Value is not { } root) return [];
        var folder = Path.Combine(root, "onnx", "backend", "test", "data", kind);
        if (!Directory.Exists(folder)) return [];
        // The light models are files beside each other, all others folders.
        return [.. (kind == "light" ? Directory.GetFiles(folder, "*.onnx") : Directory.GetDirectories(folder)).Order(StringComparer.Ordinal)];
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("RIDGELINE_CONFORMANCE") is { Length: > 0 } named) return named;
        if (Shared("conformance") is not { } archives) return null;
        var target = Path.Combine(Path.GetTempPath(), $"ridgeline-conformance-{Environment.UserName}");
        if (Directory.Exists(target)) return target;
        var unfinished = Directory.CreateTempSubdirectory("ridgeline-conformance-").FullName;
        foreach (var archive in Directory.GetFiles(archives, "onnx-*.tar.xz"))
        {
            if (!Unpack(archive, unfinished)) return null;
        }
        try
        {
            Directory.Move(unfinished, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another test process was faster.
            Directory.Delete(unfinished, recursive: true);
        }
        return target;
    }

    private static bool Unpack(string archive, string folder)
    {
        try
        {
            using var tar = Process.Start("tar", ["-xJf", archive, "-C", folder]);
            tar.WaitForExit();
            return tar.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static string? Shared(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data", name);
            if (Directory.Exists(candidate)) return candidate;
        }
        return null;
    }
}
