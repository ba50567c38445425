namespace Ridgeline.Reports.Charts;

/// <summary>How a roofline is drawn; <see cref="ChartOptions.Format"/> writes FLOP/s.</summary>
public sealed record RooflineOptions : ChartOptions
{
    /// <summary>The usual way.</summary>
    public RooflineOptions() => Format = SiNumber.FlopPerSecond;

    /// <summary>Writes an operational intensity.</summary>
    public Func<double, string> FormatIntensity { get; init; } = value => SiNumber.Format(value);

    /// <summary>The name of the memory that makes the strong roof; null takes the slowest.</summary>
    public string? MainMemory { get; init; }

    /// <summary>Colours of categories; others take the palette's.</summary>
    public IReadOnlyList<Section>? Categories { get; init; }

    /// <summary>How many marks, the largest first, have their name beside them where there is room.</summary>
    public int Labels { get; init; } = 8;

    /// <summary>The height of the plot.</summary>
    public double PlotHeight { get; init; } = 420;
}
