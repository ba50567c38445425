using Ridgeline.Machines;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>Energy by kind: operations x joules each, instructions x joules each, bytes x joules each at every level, and idle power x time.</summary>
internal sealed class EnergyAccount(MachineModel machine, Zeros zeros)
{
    // A division or an exponential in multiplications and additions.
    private const double SpecialOperations = 8;

    // Of the four accesses of a MAC, input, filter, sum out and sum in, the first tells that the others are not needed.
    private const double LooksShare = 0.25;

    // From PE to PE costs twice a scratchpad's access (Chen et al., ISCA 2016, table IV).
    private const double HopCost = 2;
    private readonly Dictionary<(ComputeUnit, Precision), (double Mac, double Instruction)> _macs = [];

    /// <summary>The parts of a group's energy.</summary>
    public IReadOnlyList<EnergyPart> Of(JobGroup group, GroupCost cost)
    {
        var works = cost.Tile.IsMapped ? 1 - zeros.At(group.Head.Name) : 1;
        double macs = (double)group.Head.Work.Macs.Value * works, plain = 0, special = 0;
        foreach (var work in group.Followers.Select(f => f.Work).Prepend(group.Head.Work))
        {
            plain += (double)(work.Additions.Value + work.Multiplications.Value + work.Comparisons.Value);
            special += (double)(work.Divisions.Value + work.Transcendentals.Value);
        }
        var vector = plain + (special * SpecialOperations);
        var (product, lane) = (EachMac(cost.Unit), EachMac(cost.Vector));
        var parts = new List<EnergyPart>(machine.Levels.Count + 4)
        {
            // One operation is half a MAC.
            new("arithmetic", new((macs * product.Mac) + (vector * lane.Mac / 2))),
            new("instructions", new((macs * product.Instruction) + (vector * lane.Instruction))),
        };
        for (var i = 0; i < machine.Levels.Count; i++)
        {
            var level = machine.Levels[i];
            // A PE that stands still has looked at its input and fetches no filter and no sum.
            var share = level.IsRegister && works < 1 ? (works * (1 - LooksShare)) + LooksShare : 1;
            parts.Add(new(level.Name, new(cost.Demands[i].Moved * share * level.EnergyPerByte)));
            if (level.IsRegister && cost.Tile.Hops > 0) parts.Add(new("array", new(cost.Tile.Hops * HopCost * level.EnergyPerByte)));
        }
        parts.Add(new("static", new(machine.Energy.Static.Value * cost.Time)));
        return parts;
    }

    private (double Mac, double Instruction) EachMac(UnitModel unit)
    {
        var key = (unit.Unit, unit.Rate.Precision);
        if (_macs.TryGetValue(key, out var known)) return known;
        return _macs[key] = (machine.Energy.PerMac(unit.Unit, unit.Rate.Precision).Value, machine.Energy.OverheadPerMac(unit.Unit, unit.Rate.Precision).Value);
    }
}
