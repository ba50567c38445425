namespace Ridgeline.Cli.Commands;

/// <summary>Whose numbers a simulation gives.</summary>
internal enum CompatMode
{
    /// <summary>What hardware would do.</summary>
    Physical,
    /// <summary>What SCALE-Sim v3 reports, its known bugs included.</summary>
    ScaleSim,
}
