using Ridgeline.Quantities;

namespace Ridgeline.Machines.Checking;

/// <summary>A peak is units times width times clock times two.</summary>
internal sealed class PeakRule : IMachineRule
{
    /// <summary>How far a stated peak may be off: makers round to three digits and clocks to 10 MHz.</summary>
    private const double Tolerance = 0.03;

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        foreach (var unit in machine.Units)
        {
            if (unit.Clock is not { } clock) continue;
            foreach (var rate in unit.Rates.Where(r => !r.IsDerived && r.MacsPerCycle is not null))
            {
                var computed = new FlopPerSecond(unit.Count * rate.MacsPerCycle!.Value * clock.Value * 2);
                if (Math.Abs(rate.Peak.Value / computed.Value - 1) <= Tolerance) continue;
                yield return new("MACH201", $"units/{unit.Name}/rates/{rate.Precision}",
                    $"the peak of {rate.Peak} is not {unit.Count:N0} units x {rate.MacsPerCycle:G6} MACs x {clock} x 2 = {computed}",
                    "one of count, macs, clock and peak is wrong; peaks are stated at the boost clock, and some with 2:4 sparsity, which is 'sparse'");
            }
        }
    }
}
