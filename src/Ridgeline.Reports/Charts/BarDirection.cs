namespace Ridgeline.Reports.Charts;

/// <summary>Which way bars grow.</summary>
public enum BarDirection
{
    /// <summary>Rightward while each bar can have a readable name, upward beyond.</summary>
    Automatic,

    /// <summary>Rightward, a row and a name for each bar.</summary>
    Rightward,

    /// <summary>Upward, side by side, with as many names as fit.</summary>
    Upward,
}
