using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads what a problem says of where a tensor's non-zeros lie.</summary>
internal static class TimeloopDensity
{
    public static DensityModel? Read(YamlNode node, DiagnosticBag diagnostics)
    {
        _ = (node, diagnostics);
        return null;
    }
}
