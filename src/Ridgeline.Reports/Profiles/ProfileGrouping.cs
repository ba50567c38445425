namespace Ridgeline.Reports.Profiles;

/// <summary>What one row of a profile stands for.</summary>
public enum ProfileGrouping
{
    /// <summary>A layer.</summary>
    Layer,
    /// <summary>All layers of one operator.</summary>
    Op,
    /// <summary>A block of the network.</summary>
    Block,
}
