namespace Ridgeline.Machines.Checking;

/// <summary>No machine came out before its process did.</summary>
internal sealed class YearRule : IMachineRule
{
    // Papers name the process that their chip will be made in.
    private const double Ahead = 1;
    private const double Stale = 25;

    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        if (machine.ProcessNm is not { } node) yield break;
        var first = EnergyCatalog.Nodes.FirstVolumeYear(node);
        if (machine.Year + Ahead < first)
            yield return new("MACH208", "process", $"{node} nm was first made in volume about {first:F0}, and the machine is of {machine.Year}",
                "is the node or the year wrong?");
        else if (machine.Year - Stale > first)
            yield return new("MACH208", "process", $"{node} nm was first made in volume about {first:F0}, {machine.Year - first:F0} years before the machine",
                "is it in nm? 1 um is 1000 nm");
    }
}
