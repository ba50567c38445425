namespace Ridgeline.Reports.Profiles;

/// <summary>The order of the rows of a profile.</summary>
public enum ProfileSort
{
    /// <summary>As they run.</summary>
    Run,
    /// <summary>Most operations first.</summary>
    Flops,
    /// <summary>Most bytes moved first.</summary>
    Bytes,
    /// <summary>Most parameters first.</summary>
    Parameters,
    /// <summary>Largest working set first; of a group, as bytes moved.</summary>
    WorkingSet,
}
