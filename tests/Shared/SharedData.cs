using System.Diagnostics;

namespace Ridgeline.Tests;

/// <summary>
/// Finds the data in the folder <c>shared</c> next to the repository. They are not part of it, so a test that needs them is skipped, with the
/// reason, where they are missing.
/// </summary>
public static class SharedData
{
    private static readonly string? s_root = FindRoot();

    /// <summary>A file or folder under <c>shared/data</c>; skips the test if it is not there.</summary>
    public static string Get(string relative)
    {
        if (s_root is null) Assert.Skip("there is no folder 'shared' next to the repository");
        var path = Path.Combine(s_root, "data", relative);
        if (!Path.Exists(path)) Assert.Skip($"'{path}' is missing");
        return path;
    }

    /// <summary>
    /// The folder with the content of an archive under <c>shared/data</c>, unpacked once for all test processes; skips the test if the archive,
    /// <c>tar</c> or <c>xz</c> is missing.
    /// </summary>
    public static string Unpack(string relative)
    {
        var archive = new FileInfo(Get(relative));
        var cache = Path.Combine(Path.GetTempPath(), "ridgeline-tests");
        Directory.CreateDirectory(cache);
        var folder = Path.Combine(cache, $"{archive.Name}-{archive.Length}-{archive.LastWriteTimeUtc.Ticks:x}");
        using var held = Lock(folder + ".lock");
        if (Directory.Exists(folder)) return folder;
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        if (Tar(archive.FullName, unfinished) is { } problem) Assert.Skip($"'{archive.Name}' cannot be unpacked: {problem}");
        Directory.Move(unfinished, folder);
        return folder;
    }

    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared");
            if (File.Exists(Path.Combine(candidate, "DESIGN.md"))) return candidate;
        }
        return null;
    }

    // Other test projects run at the same time and want the same files.
    private static FileStream Lock(string path)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 600)
            {
                Thread.Sleep(100);
            }
        }
    }

    private static string? Tar(string archive, string folder)
    {
        try
        {
            using var tar = Process.Start(new ProcessStartInfo("tar", ["-xf", archive, "-C", folder]) { UseShellExecute = false, RedirectStandardError = true })!;
            var error = tar.StandardError.ReadToEnd();
            tar.WaitForExit();
            return tar.ExitCode == 0 ? null : error.Trim();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
