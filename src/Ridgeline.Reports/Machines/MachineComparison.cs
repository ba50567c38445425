using Ridgeline.Machines;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Machines;

/// <summary>Machines side by side: one column each, one row a number.</summary>
public static class MachineComparison
{
    /// <summary>Lines machines up.</summary>
    public static ReportTable Table(IReadOnlyList<Machine> machines)
    {
        var rows = new List<Cell[]>();
        void Row(string title, Func<Machine, Cell> cell)
        {
            var cells = machines.Select(cell).ToArray();
            if (cells.Any(c => c != Cell.None)) rows.Add([Cell.Of(title), .. cells]);
        }

        Row("year", m => MachineCells.Year(m.Year));
        Row("process, nm", m => Cell.Of(m.ProcessNm));
        Row("cores", m => m.Cores is { } cores ? Cell.Of((Int128)cores) : Cell.None);
        Row("hardware threads", m => m.Threads is { } threads ? Cell.Of((Int128)threads) : Cell.None);
        Row("fp32 lanes", m => m.Lanes > 0 ? Cell.Of((Int128)m.Lanes) : Cell.None);
        var formats = machines.SelectMany(m => m.Formats).Distinct().Order().ToArray();
        foreach (var format in formats) Row($"peak {format.Name()}", m => MachineCells.Of(m.Peak(format), format));
        Row("main memory", m => Cell.Of(m.MainMemory.TotalSize));
        Row("main memory bandwidth", m => MachineCells.Of(m.MainMemory.Bandwidth));
        foreach (var format in formats) Row($"ridge {format.Name()}, FLOP/B", m => Cell.Of(MachineTables.Ridge(m, m.Peak(format))));
        Row("on chip", m => Known(m.OnChipSize));
        Row("on chip, private to cores", m => Known(m.PrivateSize));
        Row("on chip per fp32 lane", m => MachineCells.Share(m.OnChipSize, m.Lanes));
        Row("private per fp32 lane", m => MachineCells.Share(m.PrivateSize, m.Lanes));
        Row("private per thread", m => MachineCells.Share(m.PrivateSize, m.Threads ?? 0));
        Row("links, each way", m => MachineCells.Of(m.Links.MaxBy(l => l.TotalBandwidth.Value)?.TotalBandwidth));
        Row("TDP", m => MachineCells.Of(m.Tdp));
        Row("best peak per W of TDP", m => m.Tdp is { } tdp ? MachineCells.Of((FlopPerSecond?)(Best(m) / tdp.Value)) : Cell.None);
        Row("price, USD", m => Cell.Of(m.PriceUsd));
        return new("", [new("", "number", false), .. machines.Select(m => new Column(m.Name, m.Name))], rows);
    }

    private static FlopPerSecond Best(Machine machine) => machine.Units.SelectMany(u => u.Rates).MaxBy(r => r.Peak.Value)!.Peak;

    private static Cell Known(Bytes size) => size.Value > 0 ? MachineCells.OnChip(size) : Cell.None;
}
