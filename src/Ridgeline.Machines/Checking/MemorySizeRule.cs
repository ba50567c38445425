namespace Ridgeline.Machines.Checking;

/// <summary>What lies within is no larger than what is around it.</summary>
/// <remarks>
/// One instance is compared with one instance: all first-level memories of a GPU together are often larger than its L2, which is no mistake.
/// </remarks>
internal sealed class MemorySizeRule : IMachineRule
{
    public IEnumerable<MachineFinding> Check(Machine machine)
    {
        foreach (var level in machine.Levels)
        {
            foreach (var child in level.Children)
            {
                // Registers hold what is not in the shared memory or first-level cache beside them: a GPU has more of them.
                if (level.IsOnChip && child.Kind == MemoryKind.Register) continue;
                if (level.Size is { } size && child.Size is { } inner && size < inner)
                    yield return new("MACH202", $"memory/{level.Name}",
                        $"{level.Name} of {Text(level)} is smaller than {child.Name} of {Text(child)} within it",
                        "sizes are those of one instance; did GB and MB get mixed up?");
                if (level.IsOnChip && child.Kind is MemoryKind.Dram or MemoryKind.Hbm or MemoryKind.Disk)
                    yield return new("MACH203", $"memory/{child.Name}",
                        $"{child.Name} ({child.Kind.ToString().ToLowerInvariant()}) lies within {level.Name}, which is on the chip",
                        "levels further from the units stand further out");
                if (child.Instances < level.Instances)
                    yield return new("MACH204", $"memory/{child.Name}",
                        $"there are fewer of {child.Name} ({child.Instances:N0}) than of {level.Name} ({level.Instances:N0}) around it",
                        "instances are counted over the whole machine");
            }
        }
    }

    private static string Text(MemoryLevel level) => level.Size!.Value.ToString(level.IsOnChip ? "B" : null);
}
