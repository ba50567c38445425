namespace Ridgeline.Quantities;

/// <summary>Where a unit is printed; all of them are read.</summary>
internal enum UnitRole
{
    /// <summary>In the short form.</summary>
    Printed,

    /// <summary>In the format <c>B</c> only.</summary>
    Binary,

    /// <summary>In the short form and in the format <c>B</c>.</summary>
    Both,

    /// <summary>Nowhere: another spelling.</summary>
    Alias,
}
