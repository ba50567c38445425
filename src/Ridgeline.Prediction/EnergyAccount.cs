using Ridgeline.Machines;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>Energy by kind: operations x joules each, instructions x joules each, bytes x joules each at every level, and idle power x time.</summary>
internal sealed class EnergyAccount(MachineModel machine)
{
    // A division or an exponential in multiplications and additions.
    private const double SpecialOperations = 8;
    private readonly Dictionary<(ComputeUnit, Precision), (double Mac, double Instruction)> _macs = [];

    /// <summary>The parts of a group's energy.</summary>
    public IReadOnlyList<EnergyPart> Of(JobGroup group, GroupCost cost)
    {
        double macs = (double)group.Head.Work.Macs.Value, plain = 0, special = 0;
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
        for (var i = 0; i < machine.Levels.Count; i++) parts.Add(new(machine.Levels[i].Name, new(cost.Demands[i].Moved * machine.Levels[i].EnergyPerByte)));
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
