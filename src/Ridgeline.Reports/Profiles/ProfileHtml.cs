using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Html;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as one self-contained HTML file: no script from elsewhere, no font, no picture outside it.</summary>
public static class ProfileHtml
{
    // A longer list is folded away until it is asked for.
    private const int MostOpenRows = 60, MostNotes = 4;

    private const string Footer = "Written by ridgeline. Every count is computed from the network's shapes: docs/counting.md says how. ";

    /// <summary>The page; with machines, what the network costs on them too, and what a review finds of them.</summary>
    public static string Page(NetworkProfile profile, IReadOnlyList<StudiedMachine>? machines = null, Action<HtmlPage>? findings = null)
    {
        // A path tells where a file lay, its end what it is.
        var isFile = profile.Network.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);
        var name = isFile ? Path.GetFileName(profile.Network) : profile.Network;
        var page = new HtmlPage($"{name} - Ridgeline",
            machines is null ? Footer.TrimEnd() : $"{Footer}Every time and energy is a prediction: docs/prediction.md.");
        page.Heading(name, $"What this network asks of hardware{(machines is null ? "" : $" and costs on {ComparisonSentences.Count(machines)}")}"
            + (name == profile.Network ? "" : $": {profile.Network}"));
        if (machines is not null && ComparisonSentences.Missing(machines).ToList() is { Count: > 0 } missing) page.Warning(missing);
        page.Figures(Figures(profile));
        Notes(page, profile.Notes);
        foreach (var sentence in ProfileSentences.Facts(profile)) page.Paragraph(sentence);
        if (machines is not null) ComparisonPage.Add(page, machines);
        Section("Structure", ProfilePicture.Network);
        Section("Working set", ProfilePicture.WorkingSet);
        Section("Operations", ProfilePicture.Operations);
        page.Table(ProfileTables.Kinds(profile));
        Section("Bytes", ProfilePicture.Bytes);
        Section("Memory", ProfilePicture.Memory);
        page.Table(ProfileTables.Peak(profile.Memory));
        if (profile.Training is { } training) Training(page, profile, training);
        page.Section("Tables");
        page.Table(GroupTable.ByOperator(profile, new()));
        var blocks = GroupTable.ByBlock(profile, new(), foldAlike: true);
        page.Table(blocks, folded: blocks.Rows.Count > MostOpenRows);
        page.Table(LayerTable.Of(profile, new()), folded: profile.Layers.Count > MostOpenRows);
        findings?.Invoke(page);
        return page.ToString();

        void Section(string title, ProfilePicture picture)
        {
            page.Section(title);
            page.Picture(ProfilePictures.Draw(profile, picture));
        }
    }

    private static void Notes(HtmlPage page, IReadOnlyList<string> notes)
    {
        if (notes.Count == 0) return;
        page.Notes(notes.Take(MostNotes));
        if (notes.Count <= MostNotes) return;
        var more = notes.Skip(MostNotes).Select(n => new[] { Cell.Of(n) });
        page.Table(new("More notes", [new("Note", "note", false)], [.. more]), folded: true);
    }

    private static void Training(HtmlPage page, NetworkProfile profile, TrainingProfile training)
    {
        page.Section("Training");
        foreach (var sentence in ProfileSentences.Training(profile, training)) page.Paragraph(sentence);
        page.Picture(ProfilePictures.Draw(profile, ProfilePicture.TrainingSum));
        page.Picture(ProfilePictures.Draw(profile, ProfilePicture.TrainingMemory));
        page.Table(ProfileTables.Training(training));
        page.Table(ProfileTables.Peak(training.Memory));
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
