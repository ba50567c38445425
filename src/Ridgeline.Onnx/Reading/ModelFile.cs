using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>Opens the file of a model, or says in a user's words why it cannot be opened.</summary>
internal static class ModelFile
{
    public static MappedFile? Open(string path, DiagnosticBag diagnostics)
    {
        try
        {
            if (Problem(path) is var (code, message, hint)) return Refuse(path, diagnostics, code, message, hint);
            return new(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Refuse(path, diagnostics, "ONNX101", $"the file cannot be read: {e.Message}", null);
        }
    }

    private static (string Code, string Message, string? Hint)? Problem(string path)
    {
        if (Directory.Exists(path)) return ("ONNX101", "this is a folder", "Name the .onnx file in it.");
        var info = new FileInfo(path);
        if (!info.Exists) return ("ONNX101", "there is no such file", Neighbour(info));
        // The length is asked before opening because opening a pipe would wait for ever; a pipe has none.
        if (info.Length == 0) return ("ONNX102", "the file is empty", "Download or export it again.");
        return info.Length <= int.MaxValue ? null
            : ("ONNX107", $"the file has {info.Length} bytes, and ONNX's format ends at 2 GB", "Save the model with its weights as external data.");
    }

    private static string? Neighbour(FileInfo info)
    {
        if (info.Directory is not { Exists: true } folder) return "The folder does not exist either.";
        var others = folder.EnumerateFiles("*.onnx").Select(f => f.Name).Take(5).ToList();
        return others.Count == 0 ? null : $"In that folder there is: {string.Join(", ", others)}.";
    }

    private static MappedFile? Refuse(string path, DiagnosticBag diagnostics, string code, string message, string? hint)
    {
        diagnostics.Add(new(Severity.Error, code, message, new(File: path), hint));
        return null;
    }
}
