namespace Ridgeline.Accelerators.Systolic.RowSets;

/// <summary>
/// A dimension cut into passes, each spread over sets of PEs: the last pass has what is left, as evenly as it goes.
/// </summary>
internal readonly record struct RowShares
{
    /// <summary>Cuts a dimension.</summary>
    /// <param name="size">Channels or filters.</param>
    /// <param name="sets">Sets that share a pass.</param>
    /// <param name="each">The most that a PE holds.</param>
    public RowShares(long size, long sets, long each)
    {
        var (whole, rest) = Math.DivRem(size, sets * each);
        var last = (rest + sets - 1) / sets;
        Passes = whole + (rest > 0 ? 1 : 0);
        Held = (whole * each) + last;
        Sets = (whole * sets) + (rest > 0 ? (rest + last - 1) / last : 0);
    }

    /// <summary>Passes.</summary>
    public long Passes { get; }

    /// <summary>What a PE holds, summed over passes: it works so many times.</summary>
    public long Held { get; }

    /// <summary>Sets at work, summed over passes.</summary>
    public long Sets { get; }
}
