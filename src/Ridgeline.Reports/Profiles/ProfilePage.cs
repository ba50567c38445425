using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as a page of text: sentences, then tables.</summary>
public static class ProfilePage
{
    // More rows than fit a screen are shown as blocks unless layers are asked for.
    private const int MostLayers = 60;

    /// <summary>The main table.</summary>
    public static ReportTable Main(NetworkProfile profile, ProfileGrouping? by) => (by ?? (profile.Layers.Count <= MostLayers ? ProfileGrouping.Layer : ProfileGrouping.Block)) switch
    {
        ProfileGrouping.Layer => ProfileTables.Layers(profile),
        ProfileGrouping.Op => ProfileTables.Groups(profile, "Operator", l => l.Op),
        _ => ProfileTables.Groups(profile, "Block", l => l.Block),
    };

    /// <summary>Writes the page with a writer of tables.</summary>
    public static void Write(NetworkProfile profile, ProfileGrouping? by, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        foreach (var sentence in ProfileSentences.Of(profile)) to.Write($"{sentence}\n\n");
        table(Main(profile, by), to);
        to.Write('\n');
        if (by is null) table(ProfileTables.Groups(profile, "Operator", l => l.Op), to);
        if (by is null) to.Write('\n');
        table(ProfileTables.Peak(profile.Memory, 5), to);
        to.Write('\n');
        if (profile.Training is not { } training) return;
        table(ProfileTables.Training(training), to);
        to.Write('\n');
    }
}
