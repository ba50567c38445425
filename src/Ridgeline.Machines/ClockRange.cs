using Ridgeline.Quantities;

namespace Ridgeline.Machines;

/// <summary>The clock of a machine.</summary>
/// <param name="Base">What it holds under any load; null if not known.</param>
/// <param name="Boost">What it reaches; null if there is no more than the base.</param>
public readonly record struct ClockRange(Hertz? Base, Hertz? Boost)
{
    /// <summary>The clock at which peaks are stated unless a unit says otherwise: boost, else base; null if neither is known.</summary>
    public Hertz? Peak => Boost ?? Base;
}
