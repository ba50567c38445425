namespace Ridgeline.Machines;

/// <summary>What a link is.</summary>
public enum LinkKind
{
    /// <summary>PCI Express, to the host.</summary>
    Pcie,
    /// <summary>NVIDIA's link between GPUs.</summary>
    Nvlink,
    /// <summary>The link between TPUs.</summary>
    Ici,
    /// <summary>Ethernet, with or without remote access to memory.</summary>
    Ethernet,
    /// <summary>InfiniBand.</summary>
    Infiniband,
    /// <summary>AMD's link between dies and GPUs.</summary>
    InfinityFabric,
    /// <summary>Intel's link between sockets.</summary>
    Upi,
    /// <summary>Any other.</summary>
    Other,
}
