namespace Ridgeline.Machines.Checking;

/// <summary>A way in which the numbers of a machine can contradict one another.</summary>
internal interface IMachineRule
{
    /// <summary>What it finds.</summary>
    IEnumerable<MachineFinding> Check(Machine machine);
}
