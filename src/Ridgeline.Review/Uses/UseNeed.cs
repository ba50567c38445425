namespace Ridgeline.Review.Uses;

/// <summary>What a use needs of a machine.</summary>
/// <param name="Measure">What is measured: a name of <see cref="Measures"/>.</param>
/// <param name="Weight">How much it matters beside the others.</param>
/// <param name="Poor">The value that scores 0.</param>
/// <param name="Good">The value that scores 1; between the two the score runs with the logarithm.</param>
/// <param name="Source">Where weight and values come from.</param>
public sealed record UseNeed(string Measure, double Weight, double Poor, double Good, string Source)
{
    /// <summary>The score of a value, 0 to 1.</summary>
    public double Score(double value) => value <= 0 ? (Good < Poor ? 1 : 0) : Math.Clamp(Math.Log(value / Poor) / Math.Log(Good / Poor), 0, 1);
}
