using System.Text;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Profiles;
using Ridgeline.Review.Pages;

namespace Ridgeline.Cli;

/// <summary>A report or picture on disk; its ending says which kind.</summary>
internal static class ReportFile
{
    private static readonly string[] s_kinds = [".html", ".svg", ".csv", ".json", ".jsonl", ".md"];

    /// <summary>Why a name cannot be that of a report; null if it can. The hint is on a second line.</summary>
    public static string? Problem(string file)
    {
        var kind = Path.GetExtension(file);
        if (s_kinds.Contains(kind, StringComparer.OrdinalIgnoreCase)) return null;
        var meant = Suggestion.Closest(kind, s_kinds) is { } close ? $"did you mean '{close}'? " : "";
        var problem = kind.Length == 0 ? "the name has no ending" : $"no report ends in '{kind}'";
        return $"--save {file}: {problem}\n{meant}end it in {string.Join(", ", s_kinds[..^1])} or {s_kinds[^1]}";
    }

    /// <summary>Writes a report.</summary>
    /// <exception cref="DiagnosticException">It cannot be written.</exception>
    public static void Write(NetworkProfile profile, StudyResult? study, ProfileView view, ProfilePicture picture, string file)
    {
        switch (Path.GetExtension(file).ToLowerInvariant())
        {
            case ".html": Text(file, ProfileHtml.Page(profile, study?.Machines, study is null ? null : page => ReviewPage.Add(page, study.Reviews))); break;
            case ".svg": Text(file, ProfilePictures.Draw(profile, picture)); break;
            case ".json": SavedFile.Write(file, stream => ProfileOutput.Write(profile, study, view, OutputFormat.Json, stream)); break;
            case ".jsonl": SavedFile.Write(file, stream => ProfileOutput.Write(profile, study, view, OutputFormat.Jsonl, stream)); break;
            case ".csv": SavedFile.Write(file, stream => ProfileOutput.Write(profile, study, view, OutputFormat.Csv, stream)); break;
            default: SavedFile.Write(file, stream => ProfileOutput.Write(profile, study, view, OutputFormat.Md, stream)); break;
        }
    }

    private static void Text(string file, string text) => SavedFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
}
