using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>A mapping written out as one nest, innermost loop first, with the tiles it makes; reused from mapping to mapping.</summary>
internal sealed class NestFrame
{
    private readonly int _dimensions;
    private readonly int _tensors;
    private readonly long[] _tile;

    public NestFrame(NestWorkload workload, NestArchitecture architecture)
    {
        (Workload, Architecture) = (workload, architecture);
        Levels = architecture.Memories.Count;
        _dimensions = workload.Dimensions.Count;
        _tensors = workload.Tensors.Count;
        _tile = new long[_dimensions];
        var most = 2 * Levels * _dimensions;
        Dimension = new int[most];
        Factor = new long[most];
        Stride = new long[most];
        IsSpatial = new bool[most];
        IsVertical = new bool[most];
        SpatialStart = new int[Levels];
        TemporalStart = new int[Levels + 1];
        SpatialTiles = new long[Levels * _dimensions];
        Tiles = new long[Levels * _dimensions];
        Replication = new long[Levels];
        Keeps = new bool[Levels * _tensors];
    }

    public NestWorkload Workload { get; }

    public NestArchitecture Architecture { get; }

    /// <summary>How many memories there are.</summary>
    public int Levels { get; }

    /// <summary>How many loops run more than once.</summary>
    public int Count { get; private set; }

    public int[] Dimension { get; }

    public long[] Factor { get; }

    /// <summary>How far a step of the loop moves in its dimension: the size of the tile within it.</summary>
    public long[] Stride { get; }

    public bool[] IsSpatial { get; }

    public bool[] IsVertical { get; }

    /// <summary>For each memory, its first loop: the spatial ones come first.</summary>
    public int[] SpatialStart { get; }

    /// <summary>For each memory, its first temporal loop; one more entry says where all end.</summary>
    public int[] TemporalStart { get; }

    /// <summary>For each memory, how many instances of it are used.</summary>
    public long[] Replication { get; }

    /// <summary>For each memory and tensor, whether it is kept.</summary>
    public bool[] Keeps { get; }

    /// <summary>Cycles of the computation: the product of all temporal loops.</summary>
    public long Iterations { get; private set; }

    /// <summary>Computing instances that are used.</summary>
    public long Instances { get; private set; }

    private long[] SpatialTiles { get; }

    private long[] Tiles { get; }

    /// <summary>The part of each dimension that one instance of a memory works through.</summary>
    public Span<long> Tile(int level) => Tiles.AsSpan(level * _dimensions, _dimensions);

    /// <summary>The part of each dimension that all that a memory feeds works through at a time.</summary>
    public Span<long> SpatialTile(int level) => SpatialTiles.AsSpan(level * _dimensions, _dimensions);

    public bool Keep(int level, int tensor) => Keeps[level * _tensors + tensor];

    /// <summary>Writes a mapping out.</summary>
    /// <exception cref="OverflowException">A tile has more points than 64 bits hold.</exception>
    public void Load(NestMapping mapping)
    {
        Begin();
        for (var level = 0; level < Levels; level++)
        {
            var at = mapping.Levels[level];
            foreach (var loop in at.Spatial) Add(loop.Dimension, loop.Factor, true, loop.IsVertical);
            EndSpatial(level);
            foreach (var loop in at.Temporal) Add(loop.Dimension, loop.Factor, false, false);
            EndLevel(level);
            for (var tensor = 0; tensor < _tensors; tensor++) Keeps[level * _tensors + tensor] = at.Keeps[tensor];
        }
        Finish();
    }

    public void Begin()
    {
        Count = 0;
        SpatialStart[0] = 0;
        _tile.AsSpan().Fill(1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int dimension, long factor, bool isSpatial, bool isVertical)
    {
        if (factor == 1) return;
        (Dimension[Count], Factor[Count], Stride[Count]) = (dimension, factor, _tile[dimension]);
        (IsSpatial[Count], IsVertical[Count]) = (isSpatial, isVertical);
        _tile[dimension] = checked(_tile[dimension] * factor);
        Count++;
    }

    public void EndSpatial(int level)
    {
        TemporalStart[level] = Count;
        _tile.CopyTo(SpatialTile(level));
    }

    public void EndLevel(int level)
    {
        if (level + 1 < Levels) SpatialStart[level + 1] = Count;
        _tile.CopyTo(Tile(level));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Finish()
    {
        TemporalStart[Levels] = Count;
        var (temporal, spatial) = (1L, 1L);
        var loop = Count - 1;
        for (var level = Levels - 1; level >= 0; level--)
        {
            Replication[level] = spatial;
            for (; loop >= SpatialStart[level]; loop--)
            {
                if (IsSpatial[loop]) spatial = checked(spatial * Factor[loop]);
                else temporal = checked(temporal * Factor[loop]);
            }
        }
        (Iterations, Instances) = (temporal, spatial);
    }

    /// <summary>Takes over what runs less where factors do not divide.</summary>
    public void Shorten(ImperfectLoops loops)
    {
        Iterations = loops.Cycles();
        Instances = loops.Active(loops.Starts[0]).Aggregate(1L, (product, n) => checked(product * n));
        for (var level = 0; level < Levels; level++)
            Replication[level] = loops.Active(loops.Starts[level + 1]).Aggregate(1L, (product, n) => checked(product * n));
    }
}
