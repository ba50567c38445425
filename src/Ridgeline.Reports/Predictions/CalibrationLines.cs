using System.Globalization;
using Ridgeline.Machines;

namespace Ridgeline.Reports.Predictions;

/// <summary>Calibrations as the lines of a machine file.</summary>
public static class CalibrationLines
{
    /// <summary>The section <c>calibration</c>.</summary>
    public static string Of(IEnumerable<Calibration> calibrations) => "calibration:\n" + string.Concat(calibrations.Select(One));

    private static string One(Calibration c)
    {
        List<string> fields = [$"family: {c.Family}"];
        if (c.Precision is { } precision) fields.Add($"precision: {precision}");
        if (c.Compute is { } compute) fields.Add($"compute: {Percent(compute)}");
        if (c.Memory is { } memory) fields.Add($"memory: {Percent(memory)}");
        if (c.Overhead is { } overhead) fields.Add($"overhead: {Number(overhead.Value * 1e6)} us");
        if (c.Parameters.Count > 0) fields.Add($"parameters: {{ {string.Join(", ", c.Parameters.Select(p => $"{p.Key}: {Number(p.Value)}"))} }}");
        if (c.FittedFrom is { } source) fields.Add($"fitted_from: \"{source.Replace("\"", "'", StringComparison.Ordinal)}\"");
        if (c.Points is { } points) fields.Add($"points: {points.ToString(CultureInfo.InvariantCulture)}");
        if (c.Residual is { } residual) fields.Add($"residual: {Percent(residual)}");
        return $"  - {{ {string.Join(", ", fields)} }}\n";
    }

    private static string Percent(double share) => $"\"{Number(share * 100)} %\"";

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
