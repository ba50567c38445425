namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>A page under docs/validation that a test writes: compared by default, written anew with RIDGELINE_UPDATE_DOCS=1.</summary>
internal static class NestPage
{
    public static void Same(string name, string text)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) folder = folder.Parent;
        var path = Path.Combine(folder!.FullName, "docs", "validation", name);
        if (Environment.GetEnvironmentVariable("RIDGELINE_UPDATE_DOCS") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == text, $"{path} is not what the model says: run the tests once with RIDGELINE_UPDATE_DOCS=1 and look at the difference");
    }
}
