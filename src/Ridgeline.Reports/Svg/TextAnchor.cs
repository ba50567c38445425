namespace Ridgeline.Reports.Svg;

/// <summary>Which point of a text stands at its coordinate.</summary>
public enum TextAnchor
{
    /// <summary>Its beginning.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}
