using Ridgeline.Runtime.Rivals;

namespace Ridgeline.Runtime.Tests.Rivals;

/// <summary>The ONNX Runtime that tests compare with: what its variable names, else what <c>eng/install-ort.sh</c> put into <c>artifacts</c>, from wherever the tests run.</summary>
internal static class OrtAtHand
{
    /// <summary>Loads it; the test is skipped with the reason if there is none.</summary>
    public static OrtLibrary Open()
    {
        var ort = OrtLibrary.TryLoad(null, out var problem) ?? (Installed() is { } folder ? OrtLibrary.TryLoad(folder, out problem) : null);
        if (ort is null) Assert.Skip(problem!);
        return ort;
    }

    private static string? Installed()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Path.Combine(folder.FullName, "artifacts", "ort") is var installed && Directory.Exists(installed)) return installed;
        }
        return null;
    }
}
