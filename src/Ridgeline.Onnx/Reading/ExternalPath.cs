namespace Ridgeline.Onnx.Reading;

/// <summary>Turns the path that a model gives into one that certainly lies in the model's folder.</summary>
internal static class ExternalPath
{
    private const int MostLinks = 40;
    private static readonly char[] s_separators = ['/', '\\'];

    /// <summary>
    /// The full path, or null if it leads outside. The file need not exist. Where the model's own path is a link into <paramref name="store"/>, a link
    /// of its data into the same store leads to where the model is.
    /// </summary>
    /// <exception cref="IOException">A link on the way cannot be read.</exception>
    public static string? Resolve(string folder, string location, string? store = null)
    {
        // A path is judged as every system would read it, for a model made for one is opened on another.
        var isRooted = Path.IsPathRooted(location) || s_separators.Contains(location[0]) || location.Contains(':') || location.Contains('\0');
        if (isRooted || location.Split(s_separators).Contains("..")) return null;
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var path = Path.GetFullPath(Path.Combine(root, location));
        for (var links = 0; links < MostLinks; links++)
        {
            if (!IsBelow(root, path)) return IsIn(store, path) ? path : null;
            if (FirstLink(root, path) is not var (link, target, remainder)) return path;
            path = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(link)!, target, remainder));
        }
        return null;
    }

    private static bool IsIn(string? store, string path) => store is not null && Path.GetDirectoryName(path) == store && new FileInfo(path).LinkTarget is null;

    private static bool IsBelow(string root, string path)
    {
        var relative = Path.GetRelativePath(root, path);
        return relative != ".." && !relative.StartsWith($"..{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !Path.IsPathRooted(relative);
    }

    private static (string Link, string Target, string Remainder)? FirstLink(string root, string path)
    {
        var segments = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar);
        var current = root;
        for (var i = 0; i < segments.Length; i++)
        {
            current = Path.Combine(current, segments[i]);
            if (new FileInfo(current).LinkTarget is { } target) return (current, target, Path.Combine(segments[(i + 1)..]));
        }
        return null;
    }
}
