using Ridgeline.Machines;
using Ridgeline.Review;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Cli;

/// <summary>Holds the machines of a study against all rules, with the network that is studied as their workload.</summary>
internal static class StudyReviews
{
    /// <summary>A review a machine, in their order.</summary>
    public static IReadOnlyList<MachineReview> Of(ReadyNetwork ready, IReadOnlyList<Machine> machines)
    {
        var shelf = new NetworkShelf();
        using var networks = new ReviewNetworks(shelf, ready);
        var reviewer = new Reviewer(shelf);
        return [.. machines.Select(m => reviewer.Review(m, m.Name, [], networks.All))];
    }
}
