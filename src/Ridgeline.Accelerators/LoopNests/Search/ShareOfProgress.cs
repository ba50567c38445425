namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>A part of a longer work: from where to where it goes in the whole.</summary>
/// <param name="whole">Is told how far the whole is; null: nobody.</param>
/// <param name="from">Where the part begins, from 0 to 1.</param>
/// <param name="to">Where it ends.</param>
internal sealed class ShareOfProgress(IProgress<double>? whole, double from, double to) : IProgress<double>
{
    /// <inheritdoc/>
    public void Report(double value) => whole?.Report(from + (to - from) * value);
}
