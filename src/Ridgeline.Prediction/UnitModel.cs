using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>A compute unit in one format, as the model sees it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Rate">Its rate.</param>
/// <param name="Flops">FLOP/s of all units together.</param>
internal sealed record UnitModel(ComputeUnit Unit, ComputeRate Rate, double Flops)
{
    /// <summary>Whether it is no unit of its own but what results pass on their way out of an array.</summary>
    public bool IsOutlet { get; init; }

    /// <summary>Its name.</summary>
    public string Name => IsOutlet ? $"{Unit.Name} outlet" : Unit.Name;

    /// <summary>MACs a second.</summary>
    public double Macs => Flops / 2;

    /// <summary>Whether it is a grid through which operands move.</summary>
    public bool IsSystolic => Unit is { Kind: UnitKind.Systolic, Rows: > 0, Columns: > 0 };

    /// <summary>Whether it multiplies tiles only.</summary>
    public bool IsMatrix => Unit.Kind is UnitKind.Matrix or UnitKind.Systolic;

    /// <summary>Exponentials and the like a second; 0 if not known. An outlet looks them up.</summary>
    public double Special => IsOutlet ? Flops / 2 : Unit.SpecialPerCycle is { } each && Unit.Clock is { } clock && each > 0 ? each * Unit.Count * clock.Value
        : 0;
}
