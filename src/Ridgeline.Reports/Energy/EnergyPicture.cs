using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Energy;

/// <summary>Bars of where the energy of a multiply-add goes: as shares, because the sums differ a thousandfold.</summary>
public static class EnergyPicture
{
    private static readonly (string Name, Func<MacEnergy, double> Value)[] s_parts =
    [
        ("arithmetic", r => r.Arithmetic.Value), ("instruction", r => r.Instruction.Value), ("registers", r => r.Registers.Value), ("SRAM", r => r.Sram.Value),
        ("DRAM", r => r.Dram.Value),
    ];

    /// <summary>Draws it as a standalone SVG.</summary>
    public static string Draw(EnergyExplanation explanation) => StackedBars.Draw(
        new([.. s_parts.Select(p => new Section(p.Name))],
            [.. explanation.Rows.Select(r => new Bar($"{EnergyExplanation.Named(r)}: {r.Total}",
                [.. s_parts.Select(p => p.Value(r) / r.Total.Value)]))]),
        new()
        {
            Title = $"Where the energy of one multiply-add goes: {explanation.Subject}",
            Subtitle = "shares of each sum; a large matrix product in blocks that fill each memory",
            Format = share => share.ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal),
            Direction = BarDirection.Rightward,
        });

    /// <summary>Draws what it takes on the chip before any memory is asked: arithmetic, instruction, registers, in joules.</summary>
    public static string DrawCore(EnergyExplanation explanation) => StackedBars.Draw(
        new([.. s_parts.Take(3).Select(p => new Section(p.Name))],
            [.. explanation.Rows.Select(r => new Bar($"{EnergyExplanation.Named(r)}: x {r.OverheadRatio + 1:G3}",
                [.. s_parts.Take(3).Select(p => p.Value(r))]))]),
        new()
        {
            Title = $"One multiply-add without its memory: {explanation.Subject}",
            Subtitle = "arithmetic, and the instruction and registers around it; x: how many times the arithmetic",
            Format = joules => new Quantities.Joules(joules).ToString(),
            Direction = BarDirection.Rightward,
        });
}
