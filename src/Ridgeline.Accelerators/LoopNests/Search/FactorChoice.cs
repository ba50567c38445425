namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>Where all factors of one dimension go, with the products that bounds are made of.</summary>
internal sealed class FactorChoice
{
    /// <summary>Works out the products.</summary>
    /// <param name="factors">The factor in each slot.</param>
    /// <param name="levels">How many memories there are.</param>
    public FactorChoice(long[] factors, int levels)
    {
        Factors = factors;
        (Spatial, Temporal, Tile) = (new double[levels], new double[levels], new long[levels]);
        (Around, Beyond) = (new double[levels + 1], new double[levels + 1]);
        var tile = 1L;
        for (var level = 0; level < levels; level++)
        {
            var slot = level * MappingSpace.Kinds;
            var spatial = factors[slot + MappingSpace.Horizontal] * factors[slot + MappingSpace.Vertical];
            (Spatial[level], Temporal[level]) = (spatial, factors[slot + MappingSpace.Temporal]);
            Tile[level] = tile = checked(tile * spatial * factors[slot + MappingSpace.Temporal]);
            if (factors[slot + MappingSpace.Temporal] > 1) Loops |= 1u << level;
        }
        (Around[levels], Beyond[levels]) = (1, 1);
        for (var level = levels - 1; level >= 0; level--)
        {
            Around[level] = Around[level + 1] * Temporal[level];
            Beyond[level] = Beyond[level + 1] * Spatial[level];
        }
    }

    /// <summary>The factor in each slot.</summary>
    public long[] Factors { get; }

    /// <summary>For each memory, over how many instances within it the dimension is spread.</summary>
    public double[] Spatial { get; }

    /// <summary>For each memory, how often its temporal loop runs.</summary>
    public double[] Temporal { get; }

    /// <summary>For each memory, how much of the dimension one instance works through.</summary>
    public long[] Tile { get; }

    /// <summary>For each memory, the product of the temporal loops there and outwards; one more entry: 1.</summary>
    public double[] Around { get; }

    /// <summary>For each memory, the product of the spatial loops there and outwards; one more entry: 1.</summary>
    public double[] Beyond { get; }

    /// <summary>A bit for each memory whose temporal loop runs more than once.</summary>
    public uint Loops { get; }

    /// <summary>Every way to place a dimension's factors that its own limits and the meshes allow.</summary>
    /// <param name="space">The space.</param>
    /// <param name="dimension">The dimension.</param>
    /// <param name="most">Gives up beyond so many.</param>
    /// <returns>The choices, or null if there are too many.</returns>
    public static List<FactorChoice>? All(MappingSpace space, int dimension, int most)
    {
        var (found, factors) = (new List<FactorChoice>(), new long[space.Slots]);
        for (var slot = 0; slot < space.Slots; slot++) factors[slot] = space.Fixed(slot, dimension);
        var groups = space.Primes[dimension].GroupBy(p => p).Select(g => (Prime: g.Key, Count: g.Count())).ToArray();
        return Place(0, 0, groups.Length > 0 ? groups[0].Count : 0) ? found : null;

        bool Place(int group, int slot, int left)
        {
            if (group == groups.Length)
            {
                found.Add(new([.. factors], space.Levels));
                return found.Count <= most;
            }
            if (left == 0) return Place(group + 1, 0, group + 1 < groups.Length ? groups[group + 1].Count : 0);
            if (slot == space.Slots) return true;
            var before = factors[slot];
            for (var n = 0; n <= left; n++)
            {
                if (!Place(group, slot + 1, left - n)) return false;
                if (!HasRoom(slot, groups[group].Prime)) break;
                factors[slot] *= groups[group].Prime;
            }
            factors[slot] = before;
            return true;
        }

        bool HasRoom(int slot, long prime) => space.Allows(slot, dimension) && factors[slot] * prime <= space.AtMost(slot, dimension)
            && factors[slot] * prime <= space.Room(slot);
    }
}
