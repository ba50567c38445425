using Ridgeline.Machines;

namespace Ridgeline.Reports.Machines;

/// <summary>What a machine's file does not say, so that nobody takes silence for nothing.</summary>
internal static class Unknowns
{
    /// <summary>The numbers that are missing, in words.</summary>
    public static IReadOnlyList<string> Of(Machine machine)
    {
        (string Word, bool IsKnown)[] whole =
        [
            ("process", machine.ProcessNm is not null), ("clock", machine.Clock.Peak is not null), ("TDP", machine.Tdp is not null),
            ("idle power", machine.IdlePower is not null), ("transistors", machine.Transistors is not null), ("die area", machine.DieMm2 is not null),
            ("price", machine.PriceUsd is not null), ("cores", machine.Cores is not null),
        ];
        (string Word, Func<MemoryLevel, bool> IsMissing)[] perLevel =
            [("size", l => l.Size is null), ("bandwidth", l => l.Bandwidth is null), ("latency", l => l.Latency is null && l.Kind != MemoryKind.Register)];
        var levels = perLevel.Select(k => (k.Word, Names: machine.Levels.Where(k.IsMissing).Select(l => l.Name).ToList())).Where(x => x.Names.Count > 0)
            .Select(x => $"{x.Word} of {string.Join(", ", x.Names)}");
        var chip = machine.OnChip.Any() ? [] : new[] { "any memory on the chip" };
        return [.. whole.Where(w => !w.IsKnown).Select(w => w.Word), .. chip, .. levels];
    }
}
