namespace Ridgeline.Reports.Charts;

/// <summary>How a scatter plot is drawn; <see cref="ChartOptions.Format"/> writes the values up.</summary>
public sealed record ScatterOptions : ChartOptions
{
    /// <summary>Writes the values across.</summary>
    public Func<double, string> FormatAcross { get; init; } = PlainNumber.Format;

    /// <summary>Whether equal factors are equal distances across.</summary>
    public bool IsLogAcross { get; init; }

    /// <summary>Whether equal factors are equal distances up.</summary>
    public bool IsLogUp { get; init; } = true;

    /// <summary>Whether both axes are one, and its diagonal is drawn: predicted against measured.</summary>
    public bool IsParity { get; init; }

    /// <summary>What lies across.</summary>
    public string Across { get; init; } = "";

    /// <summary>The height of the plot.</summary>
    public double PlotHeight { get; init; } = 420;
}
