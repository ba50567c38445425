using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped loop nest for people: the sum, the nest against the memories, the accesses.</summary>
public static class MappingPage
{
    /// <summary>Writes the page.</summary>
    /// <param name="nest">The nest.</param>
    /// <param name="write">How a table is written.</param>
    /// <param name="to">Where to.</param>
    public static void Write(MappedNest nest, Action<ReportTable, TextWriter> write, TextWriter to)
    {
        var result = nest.Result;
        to.Write($"{nest.Workload.Name} on {nest.Architecture.Name}: {Count(result.Cycles)} cycles ({result.Latency}), {result.Energy}, "
            + $"{result.Utilisation.ToString("P1", CultureInfo.InvariantCulture)} of the multipliers busy, "
            + $"bound by {result.Bottleneck ?? nest.Architecture.Compute.Name}\n");
        to.Write(nest.MappingsEvaluated == 1 ? "the mapping was given\n\n"
            : $"best of {Count(nest.MappingsEvaluated)} mappings{(nest.ProvenOptimal ? ", and of all there are" : "; others may be better")}\n\n");
        NestText.Write(nest, to);
        to.Write('\n');
        write(MappingTables.Traffic(nest), to);
        to.Write('\n');
        write(MappingTables.Memories(nest), to);
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
