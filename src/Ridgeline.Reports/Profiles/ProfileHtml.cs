using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Html;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as one self-contained HTML file: no script from elsewhere, no font, no picture outside it.</summary>
public static class ProfileHtml
{
    /// <summary>The page.</summary>
    public static string Page(NetworkProfile profile)
    {
        var page = new HtmlPage($"{profile.Network} - Ridgeline");
        page.Heading(profile.Network, "What this network asks of hardware");
        page.Figures(Figures(profile));
        foreach (var sentence in ProfileSentences.Of(profile).Skip(1)) page.Paragraph(sentence);
        Section("The network", ProfilePicture.Network);
        Section("Working set", ProfilePicture.WorkingSet);
        Section("Operations", ProfilePicture.Operations);
        page.Table(ProfileTables.Kinds(profile));
        Section("Bytes", ProfilePicture.Bytes);
        Section("Memory", ProfilePicture.Memory);
        page.Table(ProfileTables.Peak(profile.Memory));
        if (profile.Training is { } training)
        {
            Section("Training", ProfilePicture.TrainingMemory);
            page.Table(ProfileTables.Training(training));
            page.Table(ProfileTables.Peak(training.Memory));
        }
        page.Section("Tables");
        page.Table(ProfileTables.Groups(profile, "Operator", l => l.Op));
        page.Table(ProfileTables.Groups(profile, "Block", l => l.Block), folded: true);
        page.Table(ProfileTables.Layers(profile) with { Title = "Layer by layer" }, folded: profile.Layers.Count > 60);
        return page.ToString();

        void Section(string title, ProfilePicture picture)
        {
            page.Section(title);
            page.Picture(ProfilePictures.Draw(profile, picture));
        }
    }

    private static IEnumerable<(string Value, string Name)> Figures(NetworkProfile profile)
    {
        yield return (profile.Work.Macs.ToString(), "multiply-and-adds");
        yield return (Cell.Of((Int128)profile.Parameters).Text, "parameters");
        yield return (profile.WeightBytes.ToString(), "weights");
        yield return (profile.Memory.Peak.ToString(), "peak memory");
        if (profile.Training is { } training) yield return (training.EveryModule.ToString(), "to train, all kept");
    }
}
