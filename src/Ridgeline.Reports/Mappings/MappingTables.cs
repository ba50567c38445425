using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Quantities;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapped loop nest as tables.</summary>
public static class MappingTables
{
    /// <summary>One row a memory and tensor: what one instance reads, fills and updates, and what all cost.</summary>
    public static ReportTable Traffic(MappedNest nest) => new("Accesses",
        [
            new("memory", "memory", IsNumber: false), new("tensor", "tensor", IsNumber: false), new("instances", "instances", Yields: 1),
            new("holds", "utilised_capacity"), new("reads", "reads"), new("fills", "fills"), new("updates", "updates"), new("energy", "energy_j"),
        ],
        [.. nest.Result.Traffic.Select(t => new[]
        {
            Cell.Of(t.Level), Cell.Of(t.Tensor), Cell.Of((Int128)t.Instances), Cell.Of((Int128)t.UtilisedCapacity), Cell.Of((Int128)t.Reads),
            Cell.Of((Int128)t.Fills), Cell.Of((Int128)t.Updates), Energy(t.Picojoules),
        })]);

    /// <summary>One row a memory, and one for what computes: cycles and energy.</summary>
    public static ReportTable Memories(MappedNest nest)
    {
        var rows = nest.Result.Levels.Where(level => level.Picojoules > 0 || nest.Result.Traffic.Any(t => t.Level == level.Name))
            .Select(level => new[] { Cell.Of(level.Name), Cell.Of((Int128)level.Cycles), Energy(level.Picojoules), Share(level.Picojoules) })
            .Prepend([Cell.Of(nest.Architecture.Compute.Name), Cell.Of((Int128)nest.Result.ComputeCycles), Energy(nest.Result.ComputePicojoules),
                Share(nest.Result.ComputePicojoules)]);
        return new("Memories",
            [new("memory", "memory", IsNumber: false), new("cycles", "cycles"), new("energy", "energy_j"), new("share", "share")], [.. rows]);

        Cell Share(double picojoules)
        {
            var share = nest.Result.Energy.Value > 0 ? picojoules * 1e-12 / nest.Result.Energy.Value : 0;
            return new(share.ToString("P1", CultureInfo.InvariantCulture), share.ToString("R", CultureInfo.InvariantCulture));
        }
    }

    internal static Cell Energy(double picojoules)
    {
        var joules = new Joules(picojoules * 1e-12);
        return new(joules.ToString(), joules.Value.ToString("R", CultureInfo.InvariantCulture));
    }
}
