namespace Ridgeline.Machines.Checking;

/// <summary>What lies within is no slower than what is around it.</summary>
internal sealed class MemorySpeedRule : IMachineRule
{
    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        foreach (var level in machine.Levels)
        {
            foreach (var child in level.Children)
            {
                if (level.ReadBandwidth is { } outer && child.ReadBandwidth is { } inner && outer > inner)
                    yield return new("MACH205", $"memory/{level.Name}", $"{level.Name} delivers {outer}, more than {child.Name} within it: {inner}",
                        "bandwidths are those of all instances together; 'bytes_per_cycle' is that of one");
                if (level.Latency is { } far && child.Latency is { } near && far < near)
                    yield return new("MACH206", $"memory/{level.Name}", $"{level.Name} answers in {far}, sooner than {child.Name} within it: {near}",
                        "is one of them in cycles, or in another unit?");
            }
        }
    }
}
