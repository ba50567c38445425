namespace Ridgeline.Machines.Reading;

/// <summary>A key of a section.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="About">What it says, for the editor and the docs.</param>
internal sealed record KeyRule(string Name, ValueKind Kind, string About)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it takes one number, with or without a unit: what can have a source of its own.</summary>
    public bool IsNumber => Kind is not (ValueKind.Text or ValueKind.Name or ValueKind.Choice or ValueKind.Precision or ValueKind.Tile or ValueKind.Section
        or ValueKind.Sections or ValueKind.SectionByPrecision or ValueKind.Numbers);

    /// <summary>The least possible value, in base units.</summary>
    public double Least { get; init; } = double.NegativeInfinity;

    /// <summary>The largest possible value, in base units.</summary>
    public double Most { get; init; } = double.PositiveInfinity;

    /// <summary>The words it takes, of a choice.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>The keys within, of a section.</summary>
    public Func<Section>? Inner { get; init; }
}
