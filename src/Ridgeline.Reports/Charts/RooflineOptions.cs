namespace Ridgeline.Reports.Charts;

/// <summary>How a roofline is drawn; <see cref="ChartOptions.Format"/> writes FLOP/s.</summary>
public sealed record RooflineOptions : ChartOptions
{
    /// <summary>The usual way.</summary>
    public RooflineOptions() => Format = SiNumber.FlopPerSecond;

    /// <summary>Writes an operational intensity.</summary>
    public Func<double, string> FormatIntensity { get; init; } = Plain;

    /// <summary>The name of the memory that makes the strong roof; null takes the slowest.</summary>
    public string? MainMemory { get; init; }

    /// <summary>The name of the ceiling that makes the strong roof; null takes the highest.</summary>
    public string? MainCeiling { get; init; }

    /// <summary>What the axis across says.</summary>
    public string Across { get; init; } = "operational intensity (FLOP per byte)";

    /// <summary>Writes the bandwidth of a memory; an empty text leaves its name alone.</summary>
    public Func<double, string> FormatBandwidth { get; init; } = value => SiNumber.Format(value, "B/s");

    /// <summary>A line below the picture, such as what could not be drawn.</summary>
    public string Note { get; init; } = "";

    /// <summary>Colours of categories; others take the palette's.</summary>
    public IReadOnlyList<Section>? Categories { get; init; }

    /// <summary>How many marks, the largest first, have their name beside them where there is room.</summary>
    public int Labels { get; init; } = 8;

    /// <summary>The radius of the largest disc.</summary>
    public double LargestRadius { get; init; } = 20;

    /// <summary>The height of the plot.</summary>
    public double PlotHeight { get; init; } = 420;

    /// <summary>Intensities below one are usual and read better as 0.1 than as 100 m.</summary>
    private static string Plain(double value) =>
        value is >= 0.001 and < 1 ? value.ToString("0.###", System.Globalization.CultureInfo.InvariantCulture) : SiNumber.Format(value);
}
