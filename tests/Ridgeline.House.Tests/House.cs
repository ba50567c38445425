namespace Ridgeline.House.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class House
{
    /// <summary>Its root folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The C# files of the product, with paths relative to the root.</summary>
    public static IEnumerable<string> Sources => Files("src", "*.cs");

    /// <summary>Files of a folder that people wrote, with paths relative to the root and forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    /// <summary>The text of a file.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("the tests do not lie in a checkout");
    }
}
