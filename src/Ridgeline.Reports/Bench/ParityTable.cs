using System.Globalization;
using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Bench;

/// <summary>A prediction beside a measurement as a table, a row a step.</summary>
public static class ParityTable
{
    /// <summary>The table.</summary>
    public static ReportTable Of(Parity parity)
    {
        var total = parity.Measured;
        return new("Predicted and measured",
        [
            new("Step", "step", false), new("Operator", "op", false), new("Predicted", "predicted_s"), new("Measured", "measured_s"), new("p10", "p10_s"), new("p90", "p90_s"),
            new("Share", "share"), new("Ratio", "ratio"),
        ],
        [.. parity.Marks.Select(m => Row(m, total))]);
    }

    private static Cell[] Row(ParityMark m, double total) =>
    [
        Cell.Of(m.Name), Cell.Of(m.Category), Time(m.Predicted), Time(m.Measured), Time(m.Low), Time(m.High), Number(total > 0 ? m.Measured / total : 0),
        m.Measured > 0 ? Number(m.Predicted / m.Measured) : Cell.None,
    ];

    private static Cell Time(double seconds) => new(SiNumber.Seconds(seconds), seconds.ToString("R", CultureInfo.InvariantCulture));

    private static Cell Number(double value) => new(value.ToString("0.00", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture));
}
