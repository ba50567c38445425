namespace Ridgeline.Runtime.Compiling;

/// <summary>
/// Lays blocks of known size and lifetime into one arena: largest first, each at the lowest place where nothing lives at the same time (Pisarchyk and
/// Lee, "Efficient Memory Management for Deep Neural Net Inference", 2020, greedy by size).
/// </summary>
internal static class ArenaPlanner
{
    /// <summary>Blocks begin at multiples of this, so that vectors never cross cache lines.</summary>
    public const long Alignment = 64;

    /// <summary>Sets the blocks' offsets and returns the bytes of the arena.</summary>
    public static long Place(IReadOnlyList<ArenaBlock> blocks)
    {
        var placed = new List<ArenaBlock>(blocks.Count);
        var total = 0L;
        var largestFirst = new List<ArenaBlock>(blocks);
        largestFirst.Sort((a, b) => a.Bytes != b.Bytes ? b.Bytes.CompareTo(a.Bytes) : a.First.CompareTo(b.First));
        foreach (var block in largestFirst)
        {
            var offset = 0L;
            // In order of their offsets, so that the first gap that fits is the lowest.
            foreach (var other in placed)
            {
                if (other.Last < block.First || other.First > block.Last) continue;
                if (offset + block.Bytes <= other.Offset) break;
                offset = Math.Max(offset, other.End);
            }
            block.Offset = offset;
            total = Math.Max(total, block.End);
            var at = placed.FindIndex(p => p.Offset > offset);
            placed.Insert(at < 0 ? placed.Count : at, block);
        }
        return total;
    }
}
