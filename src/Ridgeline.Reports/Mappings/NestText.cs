using System.Globalization;
using Ridgeline.Accelerators.LoopNests;

namespace Ridgeline.Reports.Mappings;

/// <summary>A mapping as a loop nest, written against the memories: what runs where, and what each memory holds meanwhile.</summary>
public static class NestText
{
    /// <summary>The lines, outermost memory first.</summary>
    public static IReadOnlyList<NestLine> Lines(MappedNest nest)
    {
        var lines = new List<NestLine>();
        var depth = 0;
        for (var level = nest.Mapping.Levels.Count - 1; level >= 0; level--)
        {
            var (memory, at) = (nest.Architecture.Memories[level], nest.Mapping.Levels[level]);
            var held = nest.Result.Traffic.Where(t => t.Level == memory.Name).ToList();
            if (held.Count > 0) lines.Add(new(depth, memory.Name, Held(held, memory), true));
            foreach (var loop in at.Temporal.Reverse()) lines.Add(new(depth++, "", Loop(nest, loop, ""), false));
            foreach (var loop in at.Spatial.Reverse())
                lines.Add(new(depth++, "", Loop(nest, loop, loop.IsVertical ? " in space, down" : " in space, across"), false));
        }
        lines.Add(new(depth, nest.Architecture.Compute.Name, "one multiply and add", true));
        return lines;
    }

    /// <summary>Writes the lines as text.</summary>
    public static void Write(MappedNest nest, TextWriter to)
    {
        foreach (var line in Lines(nest))
        {
            to.Write(new string(' ', 2 * line.Depth));
            to.Write(line.IsMemory ? $"{line.Memory}: {line.Text}\n" : $"{line.Text}\n");
        }
    }

    private static string Loop(MappedNest nest, NestLoop loop, string how)
    {
        var last = loop.Last == loop.Factor ? "" : $", the last time {loop.Last}";
        return $"for {nest.Workload.Dimensions[loop.Dimension]} in 0..{loop.Factor - 1}{last}{how}";
    }

    private static string Held(IReadOnlyList<TensorTraffic> held, NestMemory memory)
    {
        var words = string.Join(", ", held.Select(t => $"{t.Tensor} {Count(t.UtilisedCapacity)}"));
        var sum = held.Sum(t => t.UtilisedCapacity);
        return memory.EffectiveSize is { } size
            ? $"{words} of {Count(size)} words ({(100.0 * sum / size).ToString("F0", CultureInfo.InvariantCulture)} %)" : words + " words";
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
