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
        Row("process, nm", m => Of(m).Mark(Cell.Of(m.ProcessNm), "process"));
        Row("cores", m => m.Cores is { } cores ? Cell.Of((Int128)cores) : Cell.None);
        Row("hardware threads", m => Of(m).Mark(m.Threads is { } threads ? Cell.Of((Int128)threads) : Cell.None, "threads"));
        Row("fp32 lanes", m => m.Lanes > 0 ? Cell.Of((Int128)m.Lanes) : Cell.None);
        var formats = machines.SelectMany(m => m.Formats).Distinct().Order().ToArray();
        foreach (var format in formats) Row($"peak {format.Name()}", m => m.Best(format) is var (unit, rate)
            ? Of(m).Mark(MachineCells.Of(rate.Peak, format), unit, rate) : Cell.None);
        Row("main memory", m => Of(m).Mark(Cell.Of(m.MainMemory.TotalSize), m.MainMemory, "size"));
        Row("main memory bandwidth", m => Of(m).Mark(MachineCells.Of(m.MainMemory.Bandwidth), m.MainMemory, "bandwidth", "bytes_per_cycle"));
        foreach (var format in formats) Row($"ridge {format.Name()}, FLOP/B", m => Cell.Of(MachineTables.Ridge(m, m.Peak(format))));
        Cell OnChip(Machine m, Cell cell) => Of(m).Weakest(cell, Of(m).Sizes(m.OnChip));
        Cell Private(Machine m, Cell cell) => Of(m).Weakest(cell, Of(m).Sizes(m.OnChip.Where(l => l.SharedBy == 1)));
        Row("on chip", m => OnChip(m, Known(m.OnChipSize)));
        Row("on chip, private to cores", m => Private(m, Known(m.PrivateSize)));
        Row("on chip per fp32 lane", m => OnChip(m, MachineCells.Share(m.OnChipSize, m.Lanes)));
        Row("on chip per thread", m => OnChip(m, MachineCells.Share(m.OnChipSize, m.Threads ?? 0)));
        Row("private per fp32 lane", m => Private(m, MachineCells.Share(m.PrivateSize, m.Lanes)));
        Row("private per thread", m => Private(m, MachineCells.Share(m.PrivateSize, m.Threads ?? 0)));
        Row("links, each way", m => MachineCells.Of(m.Links.MaxBy(l => l.TotalBandwidth.Value)?.TotalBandwidth));
        Row("TDP", m => Of(m).Mark(MachineCells.Of(m.Tdp), "tdp"));
        Row("best peak per W of TDP", m => m.Tdp is { } tdp ? MachineCells.Of((FlopPerSecond?)(Best(m) / tdp.Value)) : Cell.None);
        Row("price, USD", m => Of(m).Mark(Cell.Of(m.PriceUsd), "price"));
        return new("", [new("", "number", false), .. machines.Select(m => new Column(m.Name, m.Name))], rows);
    }

    private static Trust Of(Machine machine) => new(machine);

    private static FlopPerSecond Best(Machine machine) => machine.Units.SelectMany(u => u.Rates).MaxBy(r => r.Peak.Value)!.Peak;

    private static Cell Known(Bytes size) => size.Value > 0 ? MachineCells.OnChip(size) : Cell.None;
}
