namespace Ridgeline.Reports.Charts;

/// <summary>Refuses values that no picture can show truthfully, before anything is drawn.</summary>
internal static class Measured
{
    internal static double Require(double value, string what)
    {
        if (!double.IsFinite(value) || value < 0)
            throw new ArgumentException(FormattableString.Invariant($"{what} is {value}; a picture shows finite values from 0 up."));
        return value;
    }

    internal static void RequireAll(IReadOnlyList<double> values, int sections, string what)
    {
        if (values.Count != sections)
            throw new ArgumentException($"{what} has {values.Count} values for {sections} sections.");
        foreach (var value in values)
            Require(value, what);
        Require(values.Sum(), $"{what}, summed,");
    }
}
