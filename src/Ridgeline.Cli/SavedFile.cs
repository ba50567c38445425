using Ridgeline.Diagnostics;

namespace Ridgeline.Cli;

/// <summary>A file that a user asks for: whole or not at all, whatever goes wrong while it is made.</summary>
internal static class SavedFile
{
    /// <summary>Writes a file under another name and moves it into place.</summary>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (Refusal(path) is { } refusal) throw new DiagnosticException(refusal);
        // A link stays a link: what it points to is replaced.
        var target = (File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName : null) ?? Path.GetFullPath(path);
        var temporary = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew)) write(stream);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DiagnosticException(Diagnostic.Error("CLI103", e is UnauthorizedAccessException ? "it may not be written" : $"it cannot be written: {e.Message.TrimEnd('.')}", new(path)));
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    /// <summary>Why a file cannot be written, as far as can be told beforehand; null if nothing speaks against it.</summary>
    public static Diagnostic? Refusal(string path)
    {
        if (path.Length == 0) return Diagnostic.Error("CLI103", "the name of the file to write is empty");
        if (Directory.Exists(path)) return Diagnostic.Error("CLI103", "it cannot be written: this is a folder", new(path), "name a file in it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder)) return Diagnostic.Error("CLI103", "it cannot be written: there is no such folder", new(path), $"mkdir -p {folder}");
        // Moving a file over a device would take the device's place.
        return folder is "/dev" or "/proc" ? Diagnostic.Error("CLI103", "it cannot be written: this is no ordinary file", new(path), "standard output: -o json, -o csv, ...") : null;
    }
}
