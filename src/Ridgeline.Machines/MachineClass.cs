namespace Ridgeline.Machines;

/// <summary>What kind of machine it is.</summary>
public enum MachineClass
{
    /// <summary>A general-purpose processor.</summary>
    Cpu,
    /// <summary>A graphics processor, or its descendants without a screen.</summary>
    Gpu,
    /// <summary>Google's TPUs.</summary>
    Tpu,
    /// <summary>A neural unit within a larger chip.</summary>
    Npu,
    /// <summary>A chip for one purpose.</summary>
    Asic,
    /// <summary>A chip of a research paper.</summary>
    Research,
    /// <summary>A programmable gate array.</summary>
    Fpga,
    /// <summary>A phone.</summary>
    Mobile,
    /// <summary>A board or module at the edge.</summary>
    Edge,
    /// <summary>A whole wafer.</summary>
    Wafer,
}
