namespace Ridgeline.Reports.Charts;

/// <summary>One thing that was predicted and measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Predicted">What was predicted.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Category">What it is coloured by.</param>
public sealed record ParityMark(string Name, double Predicted, double Measured, string Category)
{
    /// <summary>What one of ten measurements stayed below; the measured value if that is not known.</summary>
    public double Low { get; init; } = Measured;

    /// <summary>What one of ten measurements went beyond; the measured value if that is not known.</summary>
    public double High { get; init; } = Measured;
}
