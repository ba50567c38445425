namespace Ridgeline.Diagnostics;

/// <summary>How bad it is.</summary>
public enum Severity
{
    /// <summary>Worth knowing; the work goes on.</summary>
    Warning,

    /// <summary>The input cannot be used.</summary>
    Error,
}
