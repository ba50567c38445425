namespace Ridgeline.Reports.Charts;

/// <summary>What all pictures can be told.</summary>
public record ChartOptions
{
    /// <summary>The heading, and the name that a screen reader says.</summary>
    public string Title { get; init; } = "";

    /// <summary>A line below the heading: what is shown, of what, in which unit.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The width in pixels.</summary>
    public double Width { get; init; } = 960;

    /// <summary>Writes a value with its unit, on axes, labels and tooltips.</summary>
    public Func<double, string> Format { get; init; } = PlainNumber.Format;
}
