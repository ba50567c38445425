using System.Numerics;

namespace Ridgeline.Quantities;

/// <summary>One unit: <c>1 Symbol = Factor * 10^Exponent</c> base units.</summary>
/// <param name="Symbol">What a user writes; case matters.</param>
/// <param name="Factor">A whole number, 1 unless binary or a calendar unit.</param>
/// <param name="Exponent">A power of ten, which keeps sub-units such as pJ exact.</param>
/// <param name="Role">Where the unit is printed.</param>
internal readonly record struct Unit(string Symbol, BigInteger Factor, int Exponent, UnitRole Role)
{
    /// <summary>A count of base units, in this unit.</summary>
    public double FromBase(double value)
    {
        // Powers of ten below one are not exact in binary; their inverses up to 10^22 are.
        var scaled = Exponent < 0 ? value * Math.Pow(10, -Exponent) : value / Math.Pow(10, Exponent);
        return scaled / (double)Factor;
    }
}
