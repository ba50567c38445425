namespace Ridgeline.Reports.Tables;

/// <summary>How a table in plain text looks.</summary>
public sealed record TextLook
{
    /// <summary>Plain, as wide as it needs.</summary>
    public static readonly TextLook Plain = new();

    /// <summary>The characters in a line; null for as many as it takes.</summary>
    public int? Width { get; init; }

    /// <summary>Whether headings and sums are set in bold and rules dimmed, with the escape sequences of terminals.</summary>
    public bool Emphasis { get; init; }
}
