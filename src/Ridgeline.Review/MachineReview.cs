using Ridgeline.Machines;
using Ridgeline.Review.Rules;

namespace Ridgeline.Review;

/// <summary>What was found of a machine.</summary>
/// <param name="Machine">The machine.</param>
/// <param name="Source">Its file, or its name in the catalogue.</param>
/// <param name="Uses">The uses it was held against.</param>
/// <param name="Networks">The networks it was held against.</param>
/// <param name="Findings">What is wrong, worst first.</param>
/// <param name="Suppressed">What is wrong and accepted, with the reason that its file gives.</param>
/// <param name="Notes">Suppressions that suppress nothing, uses that are none.</param>
public sealed record MachineReview(Machine Machine, string Source, IReadOnlyList<string> Uses, IReadOnlyList<string> Networks, IReadOnlyList<Finding> Findings,
    IReadOnlyList<Finding> Suppressed, IReadOnlyList<string> Notes)
{
    /// <summary>The predictions that the rules were checked on, for pictures.</summary>
    internal ReviewContext Context { get; init; } = null!;
}
