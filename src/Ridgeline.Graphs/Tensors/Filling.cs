namespace Ridgeline.Graphs;

/// <summary>What numbers a weight is filled with when one asks for numbers.</summary>
/// <param name="Mean">The mean; with no spread, the constant.</param>
/// <param name="Spread">The standard deviation of a bell-shaped filling (floats), or the exclusive upper bound (integers); 0 is a constant.</param>
public readonly record struct Filling(double Mean, double Spread)
{
    /// <summary>All zeros: biases, running means.</summary>
    public static readonly Filling Zeros;

    /// <summary>All ones: scales, running variances.</summary>
    public static readonly Filling Ones = new(1, 0);

    /// <summary>He initialisation for a weight with <paramref name="fanIn"/> inputs an output: standard deviation <c>sqrt(2 / fanIn)</c>.</summary>
    public static Filling He(long fanIn) => new(0, Math.Sqrt(2.0 / Math.Max(1, fanIn)));

    /// <summary>A bell curve around zero.</summary>
    public static Filling Normal(double spread) => new(0, spread);
}
