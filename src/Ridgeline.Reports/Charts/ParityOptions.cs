namespace Ridgeline.Reports.Charts;

/// <summary>How a parity plot is drawn; <see cref="ChartOptions.Format"/> writes both values.</summary>
public sealed record ParityOptions : ChartOptions
{
    /// <summary>The usual way: times, on a square of paper.</summary>
    public ParityOptions() => (Format, Width) = (SiNumber.Seconds, 720);

    /// <summary>The half-width of the band around equality: 0.3 is from 0.7 to 1.3 times the measured value.</summary>
    public double Band { get; init; } = 0.3;

    /// <summary>How many marks, the largest first, have their name beside them where there is room.</summary>
    public int Labels { get; init; } = 8;

    /// <summary>The height of the plot.</summary>
    public double PlotHeight { get; init; } = 480;
}
