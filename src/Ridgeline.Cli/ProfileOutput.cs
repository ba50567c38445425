using System.Text;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;
using Ridgeline.Review;
using Ridgeline.Review.Pages;

namespace Ridgeline.Cli;

/// <summary>Writes a profile in any format.</summary>
internal static class ProfileOutput
{
    /// <summary>Writes a profile and, for people and as one JSON object, what the network costs on machines.</summary>
    public static void Write(
        NetworkProfile profile, StudyResult? study, ProfileView view, OutputFormat format, Stream to, TextLook? look = null)
    {
        var machines = study?.Machines;
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                ProfileJson.Write(profile, to, machines, study is null ? null : json => ReviewJson.Findings(json, study.Reviews));
                text.Write('\n');
                break;
            case OutputFormat.Jsonl:
                if (view.By is null or ProfileGrouping.Layer) ProfileJson.WriteLines(view.Layers(profile), to);
                else TableJson.WriteLines(ProfilePage.Main(profile, view), to);
                break;
            case OutputFormat.Csv:
                CsvTable.Write(ProfilePage.Main(profile, view with { By = view.By ?? ProfileGrouping.Layer }), text);
                break;
            case OutputFormat.Md:
                Page(MarkdownTable.Write);
                break;
            default:
                Page((table, writer) => TextTable.Write(table, writer, look));
                break;
        }

        void Page(Action<ReportTable, TextWriter> table)
        {
            // What does not fit is said before anything else.
            foreach (var missing in ComparisonSentences.Missing(machines ?? [])) text.Write($"{missing}\n\n");
            ProfilePage.Write(profile, view, table, text);
            if (machines is not { Count: > 0 }) return;
            ComparisonPage.Write(machines, table, text);
            StudyFindings.Write(study!.Reviews, text);
        }
    }
}
