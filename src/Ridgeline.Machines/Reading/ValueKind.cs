namespace Ridgeline.Machines.Reading;

/// <summary>What a key takes.</summary>
internal enum ValueKind
{
    /// <summary>Any text.</summary>
    Text,
    /// <summary>A name without blanks, as in a file name.</summary>
    Name,
    /// <summary>A whole number.</summary>
    Whole,
    /// <summary>A number.</summary>
    Number,
    /// <summary>One of some words.</summary>
    Choice,
    /// <summary>A precision such as <c>fp16/fp16</c>.</summary>
    Precision,
    /// <summary>A tile such as <c>16x8x16</c>.</summary>
    Tile,
    /// <summary>A share: <c>87 %</c> or 0.87.</summary>
    Share,
    /// <summary>A size in bytes.</summary>
    Size,
    /// <summary>A bandwidth.</summary>
    Bandwidth,
    /// <summary>A rate of operations.</summary>
    Rate,
    /// <summary>A frequency.</summary>
    Frequency,
    /// <summary>A time.</summary>
    Time,
    /// <summary>An energy.</summary>
    Energy,
    /// <summary>An energy a byte: <c>31.8 pJ/B</c>.</summary>
    EnergyPerByte,
    /// <summary>A power.</summary>
    Power,
    /// <summary>A length: <c>7 nm</c>.</summary>
    Length,
    /// <summary>An area: <c>826 mm2</c>.</summary>
    Area,
    /// <summary>Money: <c>799 USD</c>.</summary>
    Money,
    /// <summary>A mapping with keys of its own.</summary>
    Section,
    /// <summary>A sequence of such mappings.</summary>
    Sections,
    /// <summary>A mapping from precision to such a mapping, or to its first key's value alone.</summary>
    SectionByPrecision,
    /// <summary>A mapping from a name to a number.</summary>
    Numbers,
}
