namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>A memory or what computes, as a Timeloop file says it.</summary>
/// <param name="Name">Its name without a count.</param>
/// <param name="Class">Its class.</param>
/// <param name="Attributes">Its attributes, with those of what it lies in.</param>
/// <param name="MeshX">Instances along the horizontal axis.</param>
/// <param name="MeshY">Instances along the vertical axis.</param>
/// <param name="Node">All its keys.</param>
internal sealed record TimeloopComponent(string Name, string Class, TimeloopMap Attributes, long MeshX, long MeshY, TimeloopMap Node)
{
    private static readonly string[] s_computing = ["mac", "intmac", "fpmac", "imac", "fmac", "compute", "arithmetic", "multiplier", "intmultiplier", "fpmultiplier"];

    /// <summary>Whether it only stands for a fan-out, and has no energy.</summary>
    public bool IsDummy => Class.Contains("dummy", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its class or the actions asked of it say that it computes.</summary>
    public bool Computes => s_computing.Contains(Class.ToLowerInvariant())
        || Node.List("required_actions").OfType<Machines.Reading.YamlText>().Any(action => action.Value == "compute");
}
