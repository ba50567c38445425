using Ridgeline.Reports.Predictions;
using Ridgeline.Review;

namespace Ridgeline.Cli;

/// <summary>What a study has of machines.</summary>
/// <param name="Machines">What the network costs on each.</param>
/// <param name="Reviews">What ten rules find of each, with that network as the workload.</param>
internal sealed record StudyResult(IReadOnlyList<StudiedMachine> Machines, IReadOnlyList<MachineReview> Reviews);
