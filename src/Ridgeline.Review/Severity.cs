namespace Ridgeline.Review;

/// <summary>How much a finding matters.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Low,
    /// <summary>Costs some uses much.</summary>
    Medium,
    /// <summary>Makes the machine useless for what it is reviewed for.</summary>
    High,
}
