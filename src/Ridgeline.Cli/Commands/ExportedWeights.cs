namespace Ridgeline.Cli.Commands;

/// <summary>What an exported network carries as weights.</summary>
internal enum ExportedWeights
{
    /// <summary>Numbers from a seed.</summary>
    Seeded,
    /// <summary>None: references to a file that is not there.</summary>
    Absent,
}
