namespace Ridgeline.Runtime.Rivals;

/// <summary>Where a library of ONNX Runtime may lie.</summary>
internal static class OrtPlaces
{
    private const string Usual = "artifacts/ort";

    private static string Pattern => OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime*.dylib" : "libonnxruntime.so*";

    /// <summary>The library itself; null if it is nowhere.</summary>
    public static string? Find(string? path)
    {
        if (path is not null) return Library(path);
        if (Environment.GetEnvironmentVariable(OrtLibrary.Variable) is { Length: > 0 } named) return Library(named);
        for (var folder = new DirectoryInfo(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (Library(Path.Combine(folder.FullName, Usual)) is { } found) return found;
        }
        return null;
    }

    private static string? Library(string path)
    {
        if (File.Exists(path)) return path;
        if (!Directory.Exists(path)) return null;
        var libraries = Directory.EnumerateFiles(path, Pattern, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true });
        // The npm package carries one for each processor.
        var own = System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture.ToString();
        return libraries.OrderByDescending(f => f.Split('/', '\\').Contains(own, StringComparer.OrdinalIgnoreCase)).ThenBy(f => f, StringComparer.Ordinal).FirstOrDefault();
    }
}
