namespace Ridgeline.Machines;

/// <summary>What kind of memory a level is.</summary>
public enum MemoryKind
{
    /// <summary>Registers, or the small memory within a processing element.</summary>
    Register,
    /// <summary>Memory that a program shares among the threads of a core.</summary>
    Shared,
    /// <summary>Filled and emptied by hardware.</summary>
    Cache,
    /// <summary>Filled and emptied by a program or a compiler.</summary>
    Scratchpad,
    /// <summary>DDR, LPDDR, GDDR.</summary>
    Dram,
    /// <summary>Stacked DRAM beside the chip.</summary>
    Hbm,
    /// <summary>What survives a reset.</summary>
    Disk,
}
