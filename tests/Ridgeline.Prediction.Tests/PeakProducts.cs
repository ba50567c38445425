using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction.Tests;

/// <summary>The fastest matrix product found on a device, and what the model says of it with nothing fitted.</summary>
internal sealed record PeakProducts(Machine Machine, string Precision, string Shape, double Measured, double Predicted)
{
    private static readonly Dictionary<string, string> s_machines = new()
    {
        ["Gaudi2"] = "gaudi2", ["Gaudi3"] = "gaudi3", ["A100 SXM"] = "a100-80", ["A100 PCIe"] = "a100-pcie", ["GH200"] = "gh200", ["H100 SXM"] = "h100-sxm", ["H200"] = "h200",
        ["B300"] = "b300", ["B200"] = "b200", ["GB200"] = "gb200", ["MI300X"] = "mi300x", ["MI325X"] = "mi325x", ["MI355X"] = "mi355x",
    };

    /// <summary>Predicted time / measured time - 1.</summary>
    public double Error => (Measured / Predicted) - 1;

    /// <summary>All rows of the file.</summary>
    public static List<PeakProducts> All { get; } = [.. Facts.Rows("measured_peak_matmul.csv").Select(Read)];

    private static PeakProducts Read(Dictionary<string, string> row)
    {
        var machine = MachineCatalog.Find(s_machines[row["device"]])! with { Efficiency = [] };
        var sides = row["shape_MxNxK"].Split('x').Select(s => long.Parse(s, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        var operations = 2d * sides[0] * sides[1] * sides[2];
        var product = new Measurement("matmul", NumberFormats.Find(row["dtype"])!.Value, sides[0], sides[1], sides[2], 1, new Seconds(operations / (row.Number("measured_T") * 1e12)));
        return new(machine, row["dtype"], row["shape_MxNxK"], row.Number("measured_T"), operations / MeasuredOperator.Predict(machine, product).Value / 1e12);
    }
}
