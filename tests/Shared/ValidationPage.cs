namespace Ridgeline.Tests;

/// <summary>Pages in docs/validation that are written by tests: compared by default, written anew with RIDGELINE_UPDATE_DOCS=1.</summary>
internal static class ValidationPage
{
    // Set to write the pages anew instead of comparing: then look at the difference and commit it.
    private static readonly bool s_update = Environment.GetEnvironmentVariable("RIDGELINE_UPDATE_DOCS") == "1";

    /// <summary>Asserts that a page is what the data say.</summary>
    public static void Same(string name, string text)
    {
        var path = Path.Combine(Root(), "docs", "validation", name);
        if (s_update)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{path} is not what the model says: run the tests once with RIDGELINE_UPDATE_DOCS=1 and look at the difference");
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) return folder.FullName;
        }
        throw new InvalidOperationException("the tests do not lie in a checkout");
    }
}
