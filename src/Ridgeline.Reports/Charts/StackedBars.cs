namespace Ridgeline.Reports.Charts;

/// <summary>Bars in sections, one a layer: what each layer holds or moves, and of what kind.</summary>
public static class StackedBars
{
    /// <summary>More rows than this make a picture longer than a screen.</summary>
    private const int MostRows = 40;

    /// <summary>Draws the picture as a standalone SVG.</summary>
    /// <exception cref="ArgumentException">A value is negative or not finite, or a bar does not have one value a section.</exception>
    public static string Draw(StackedBarsData data, StackedBarsOptions? options = null)
    {
        options ??= new();
        foreach (var bar in data.Bars)
            Measured.RequireAll(bar.Values, data.Sections.Count, $"Bar '{bar.Name}'");
        if (options.Limit is { } limit)
            Measured.Require(limit.Value, $"Limit '{limit.Label}'");

        if (data.Bars.Count == 0 || data.Sections.Count == 0)
            return ChartPage.Empty(options, "Bars");

        var rightward = options.Direction switch
        {
            BarDirection.Rightward => true,
            BarDirection.Upward => false,
            _ => data.Bars.Count <= MostRows,
        };
        return rightward ? new RightwardBars(data, options).Draw() : new UpwardBars(data, options).Draw();
    }
}
