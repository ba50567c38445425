using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Profiles;

/// <summary>A profile as a page of text: sentences, then tables.</summary>
public static class ProfilePage
{
    // More rows than fit a screen are shown as blocks unless layers are asked for.
    private const int MostLayers = 60;
    private const int MostAtPeak = 5;

    /// <summary>The main table.</summary>
    public static ReportTable Main(NetworkProfile profile, ProfileView view) => (view.By ?? Automatic(profile, view)) switch
    {
        ProfileGrouping.Layer => LayerTable.Of(profile, view),
        ProfileGrouping.Op => GroupTable.ByOperator(profile, view),
        _ => GroupTable.ByBlock(profile, view, foldAlike: view is { By: null, Sort: null }),
    };

    /// <summary>Writes the page with a writer of tables.</summary>
    public static void Write(NetworkProfile profile, ProfileView view, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        foreach (var sentence in ProfileSentences.Of(profile)) to.Write($"{sentence}\n\n");
        var main = Main(profile, view);
        Table(main);
        if (view is { By: null, Top: null }) Table(GroupTable.ByOperator(profile, new()));
        Table(ProfileTables.Peak(profile.Memory, MostAtPeak));
        if (profile.Training is { } training) Table(ProfileTables.Training(training));

        void Table(ReportTable one)
        {
            table(one, to);
            to.Write('\n');
        }
    }

    // The costliest few are asked for to find single layers.
    private static ProfileGrouping Automatic(NetworkProfile profile, ProfileView view) =>
        view.Top is not null || profile.Layers.Count <= MostLayers ? ProfileGrouping.Layer : ProfileGrouping.Block;
}
