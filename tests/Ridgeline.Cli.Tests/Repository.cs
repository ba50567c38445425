namespace Ridgeline.Cli.Tests;

/// <summary>Finds files of the repository that the tests were built from.</summary>
public static class Repository
{
    public static string File(string relative)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) return Path.Combine(folder.FullName, relative);
        }
        throw new FileNotFoundException(relative);
    }
}
