namespace Ridgeline.Review;

/// <summary>
/// The scale of all rules that have no physical limit to hold a number against. It was fixed before any machine was held against it: a share is too large if it
/// is the larger part; a factor is lost with low severity from 2 on (the larger part), with medium from the square root of ten, with high from ten.
/// </summary>
internal static class Loss
{
    /// <summary>The larger part.</summary>
    public const double LargerPart = 0.5;

    /// <summary>The factor at which the larger part is lost.</summary>
    public const double Least = 1 / LargerPart;

    private const double PowerOfTen = 10;

    /// <summary>How much the loss of a factor matters; null if what is left is the larger part.</summary>
    /// <param name="factor">What could be over what is.</param>
    public static Severity? Of(double factor)
        => factor >= PowerOfTen ? Severity.High : factor * factor >= PowerOfTen ? Severity.Medium : factor >= Least ? Severity.Low : null;

    /// <summary>Medium for a fault of some, high if they are the larger part.</summary>
    public static Severity Of(int hit, int of) => hit > LargerPart * of ? Severity.High : Severity.Medium;
}
