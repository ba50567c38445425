using System.Text;
using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Cli;

/// <summary>Writes a profile in any format.</summary>
internal static class ProfileOutput
{
    public static void Write(NetworkProfile profile, ProfileView view, OutputFormat format, Stream to, TextLook? look = null)
    {
        using var text = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        switch (format)
        {
            case OutputFormat.Json:
                ProfileJson.Write(profile, to);
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
                ProfilePage.Write(profile, view, MarkdownTable.Write, text);
                break;
            default:
                ProfilePage.Write(profile, view, (table, writer) => TextTable.Write(table, writer, look), text);
                break;
        }
    }
}
