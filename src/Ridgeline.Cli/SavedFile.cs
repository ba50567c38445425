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
            var problem = e is UnauthorizedAccessException ? "it may not be written" : $"it cannot be written: {e.Message.TrimEnd('.')}";
            throw new DiagnosticException(Diagnostic.Error("CLI103", problem, new(path)));
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
        if (Directory.Exists(path)) return Cannot("this is a folder", "name a file in it");
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (folder is not null && !Directory.Exists(folder)) return Cannot("there is no such folder", $"mkdir -p {folder}");
        // Moving a file over a device would take the device's place.
        return folder is "/dev" or "/proc" ? Cannot("this is no ordinary file", "standard output: -o json, -o csv, ...") : null;

        Diagnostic Cannot(string why, string hint) => Diagnostic.Error("CLI103", $"it cannot be written: {why}", new(path), hint);
    }
}
