namespace Ridgeline.Machines;

/// <summary>How far a number can be trusted.</summary>
public enum Confidence
{
    /// <summary>An estimate, or a single weak source.</summary>
    Low,
    /// <summary>A maker's claim, or known from the literature without the page at hand.</summary>
    Medium,
    /// <summary>Read in the source named.</summary>
    High,
}
