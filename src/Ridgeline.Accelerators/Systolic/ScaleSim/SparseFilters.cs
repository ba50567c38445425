namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>The pruned filters of a layer: the first N of each M weights are left, in all filters alike or in each as many as it drew.</summary>
internal sealed class SparseFilters
{
    private readonly ScaleSimLayer _layer;
    private readonly ScaleSimSparsity _sparsity;

    private SparseFilters(ScaleSimLayer layer, ScaleSimSparsity sparsity)
    {
        (_layer, _sparsity) = (layer, sparsity);
        if (sparsity.IsRowWise)
        {
            // Theirs is numpy.random.seed and randint, anew for each layer.
            var random = new MersenneTwister(sparsity.Seed);
            Kept = [.. Enumerable.Range(0, layer.N).Select(_ => random.Next(1, sparsity.BlockSize / 2))];
            NonZeros = Kept.Sum(n => (long)FirstOfBlocks(layer.K, n, sparsity.BlockSize).Count());
            return;
        }
        Taps = [.. FirstOfBlocks(layer.K, layer.SparseKept, layer.SparseOf)];
        NonZeros = (long)Taps.Length * layer.N;
    }

    /// <summary>The weights that all filters keep; null if each filter keeps its own.</summary>
    public int[]? Taps { get; }

    /// <summary>How many weights of each block a filter keeps, a filter each; null if all keep the same.</summary>
    public int[]? Kept { get; }

    /// <summary>Weights of a block, if each filter keeps its own.</summary>
    public int Block => _sparsity.BlockSize;

    /// <summary>Weights that are left.</summary>
    public long NonZeros { get; }

    /// <summary>The filters of a layer; null if the configuration leaves them dense.</summary>
    public static SparseFilters? Of(ScaleSimLayer layer, ScaleSimConfig config) => config.Sparsity is { } sparsity ? new(layer, sparsity) : null;

    /// <summary>
    /// Words of the filters. Blocks are stored with log2(M) bits a place, M being the topology's even where each filter has its own; rows and columns with a word a place and
    /// where each begins.
    /// </summary>
    /// <param name="places">Places of the filters in the array: rows x columns.</param>
    public SparseStorage Storage(long places)
    {
        var dense = checked((long)_layer.K * _layer.N);
        if (_sparsity.Representation == "ellpack_block")
        {
            var bits = places * Math.Ceiling(Math.Log2(_layer.SparseOf)) / 32;
            return new(dense, places + bits, bits, IsWhole: false);
        }
        var metadata = NonZeros + 1 + (_sparsity.Representation == "csr" ? _layer.K : _layer.N);
        return new(dense, NonZeros + metadata, metadata, IsWhole: true);
    }

    private static IEnumerable<int> FirstOfBlocks(int k, int kept, int block) => Enumerable.Range(0, k).Where(tap => tap % block < kept);
}
