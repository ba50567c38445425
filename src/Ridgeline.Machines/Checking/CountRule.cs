namespace Ridgeline.Machines.Checking;

/// <summary>Units, threads and clocks fit the cores.</summary>
internal sealed class CountRule : IMachineRule
{
    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        if (machine.Clock is { Base: { } low, Boost: { } high } && high < low)
            yield return new("MACH210", "clock", $"the boost clock of {high} is below the base clock of {low}", "exchange them");
        if (machine.Cores is not { } cores) yield break;
        foreach (var unit in machine.Units.Where(u => u.Count % cores != 0))
        {
            yield return new("MACH211", $"units/{unit.Name}", $"{unit.Count:N0} units are no multiple of {cores:N0} {machine.CoreName}s",
                "count all units of the machine: cores times units a core");
        }

        if (machine.Threads < cores)
            yield return new("MACH212", "threads", $"{machine.Threads:N0} threads are fewer than {cores:N0} {machine.CoreName}s",
                "count the threads that the hardware holds at once, over all cores");
    }
}
