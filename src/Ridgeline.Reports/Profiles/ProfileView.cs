using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Reports.Profiles;

/// <summary>Which rows of a profile are shown, and in which order. Sums are always those of the whole network.</summary>
public sealed record ProfileView
{
    /// <summary>What one row stands for; null decides by their number.</summary>
    public ProfileGrouping? By { get; init; }

    /// <summary>The order; null is as they run, or by operations where only the first few are shown.</summary>
    public ProfileSort? Sort { get; init; }

    /// <summary>How many rows are shown; null for all.</summary>
    public long? Top { get; init; }

    private ProfileSort Order => Sort ?? (Top is null ? ProfileSort.Run : ProfileSort.Flops);

    /// <summary>The layers shown.</summary>
    public IReadOnlyList<LayerProfile> Layers(NetworkProfile profile) => Pick(profile.Layers, l => Order switch
    {
        ProfileSort.Flops => (double)(l.Work?.Flops.Value ?? 0),
        ProfileSort.Bytes => l.Moved?.Value ?? 0,
        ProfileSort.Parameters => l.Parameters,
        _ => l.WorkingSet?.Value ?? 0,
    });

    /// <summary>The groups shown.</summary>
    public IReadOnlyList<GroupProfile> Groups(IReadOnlyList<GroupProfile> groups) => Pick(groups, g => Order switch
    {
        ProfileSort.Flops => (double)g.Work.Flops.Value,
        ProfileSort.Parameters => g.Parameters,
        _ => g.Moved.Value,
    });

    /// <summary>What the heading says of the choice: nothing where all is shown.</summary>
    public string Says(int shown, int all) => shown == all ? "" : $": {shown} of {all}, {Unit} first";

    private string Unit => Order switch
    {
        ProfileSort.Flops => "most FLOPs",
        ProfileSort.Bytes => "most bytes moved",
        ProfileSort.Parameters => "most parameters",
        ProfileSort.WorkingSet => "largest working set",
        _ => "the",
    };

    private IReadOnlyList<T> Pick<T>(IReadOnlyList<T> rows, Func<T, double> weight)
    {
        IEnumerable<T> ordered = Order == ProfileSort.Run ? rows : rows.OrderByDescending(weight);
        return Top is { } most ? [.. ordered.Take((int)Math.Min(most, int.MaxValue))] : [.. ordered];
    }
}
