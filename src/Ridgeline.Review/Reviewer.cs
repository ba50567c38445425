using Ridgeline.Machines;
using Ridgeline.Review.Rules;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review;

/// <summary>Holds a machine against ten rules, each computed from predictions of that machine.</summary>
/// <param name="networks">The networks that are built so far: shared by all machines of a run.</param>
public sealed class Reviewer(NetworkShelf networks)
{
    private static readonly IReviewRule[] s_rules =
    [
        new OneChip(), new OnlyCnns(), new HammeringDram(), new RegularOnly(), new NetworkOfTheMoment(), new EightBit(), new LatencyThroughput(),
            new NoComplexity(),
        new UnprovenTechnology(), new Software(),
    ];

    /// <summary>The names of the rules, in the order of the text they come from.</summary>
    public static IReadOnlyList<string> Rules { get; } = [.. s_rules.Select(r => r.Name)];

    /// <summary>Reviews a machine.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="source">Its file, or its name in the catalogue.</param>
    /// <param name="uses">The uses to hold it against; none takes those that its file names, else those that its numbers allow.</param>
    /// <param name="workload">The networks to hold it against, with their batches; none takes those of the uses.</param>
    public MachineReview Review(Machine machine, string source, IReadOnlyList<UseProfile> uses, IReadOnlyList<ReviewNetwork> workload)
    {
        var notes = machine.Review.Uses.Where(u => UseProfiles.Find(u) is null).Select(u => $"review/uses: '{u}' is no use; they are "
            + string.Join(", ", UseProfiles.Names)).ToList();
        if (uses.Count == 0) uses = [.. machine.Review.Uses.Select(UseProfiles.Find).OfType<UseProfile>()];
        if (uses.Count == 0) uses = UseProfiles.Likely(machine);
        workload = workload.Count > 0 ? [.. Suites.For(uses, workload)]
            : [.. uses.SelectMany(u => Suites.Of(u, networks)).DistinctBy(n => (n.Name, n.Batch, n.Trains))];
        var context = new ReviewContext(machine, uses, workload, networks);
        var all = s_rules.SelectMany(rule => rule.Check(context)).Select(f => f with { Reason = ReasonFor(machine, f.Rule) })
            .OrderByDescending(f => f.Severity).ToList();
        notes.AddRange(machine.Review.Suppressed.Where(s => all.TrueForAll(f => f.Rule != s.Rule))
            .Select(s => $"review/suppress: '{s.Rule}' {(Rules.Contains(s.Rule) ? "has nothing to suppress" : "is no rule")}"));
        return new(machine, source, [.. uses.Select(u => u.Name)], [.. workload.Select(n => n.ToString())], [.. all.Where(f => f.Reason is null)],
            [.. all.Where(f => f.Reason is not null)], notes) { Context = context };
    }

    private static string? ReasonFor(Machine machine, string rule) => machine.Review.Suppressed.FirstOrDefault(s => s.Rule == rule)?.Reason;
}
