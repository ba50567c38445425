using Ridgeline.Quantities;

namespace Ridgeline.Machines.Checking;

/// <summary>Power fits what is computed with it.</summary>
internal sealed class PowerRule : IMachineRule
{
    // No machine does a MAC for less than half of what the table says of the arithmetic alone, and none for a million times as much.
    private const double Least = 0.5;
    private const double Most = 1e6;

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        if (machine.Tdp is not { } tdp) yield break;
        if (machine.IdlePower is { } idle && idle > tdp)
            yield return new("MACH209", "idle", $"it draws {idle} when idle, more than its TDP of {tdp}", "exchange them, or look at the unit");

        var energy = EnergyModel.For(machine);
        foreach (var format in machine.Formats)
        {
            if (machine.Best(format) is not { } best) continue;
            var spent = new Joules(tdp.Value / best.Rate.Peak.Value * 2);
            var arithmetic = energy.PerMac(best.Unit, best.Rate.Precision);
            if (spent.Value >= arithmetic.Value * Least && spent.Value <= arithmetic.Value * Most) continue;
            yield return new("MACH213", "tdp",
                $"{tdp} over {best.Rate.Peak} is {spent} a MAC of {format.Name()}, and the arithmetic alone takes about {arithmetic} {Node(machine)}",
                "is a prefix wrong in the TDP or in the peak, or does the peak count sparsity?");
        }
    }

    private static string Node(Machine machine) => machine.ProcessNm is { } node ? $"in {node} nm" : "in a process of its year";
}
