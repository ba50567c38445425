using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the attributes of a memory.</summary>
internal sealed class TimeloopMemory(TimeloopComponent component, DiagnosticBag diagnostics)
{
    private const int UsualWordBits = 16;
    private const int Largest = 1 << 30;

    private readonly TimeloopMap _attributes = component.Attributes;

    /// <summary>What its keys say; they are named in one of several spellings.</summary>
    public NestMemory Read(ActionEnergies energies, NestWorkload workload)
    {
        var word = Count(1, "word_bits", "word_width", "datawidth") ?? UsualWordBits;
        var (block, cluster) = Block(word);
        var bandwidth = Bandwidth("bandwidth") / 2;
        return new()
        {
            Name = component.Name, MeshX = component.MeshX, MeshY = component.MeshY, Energies = energies,
            WordBits = word, BlockSize = block, ClusterSize = cluster, Size = Size(word, block),
            MultipleBuffering = Math.Max(1, _attributes.Number("multiple_buffering") ?? 1), MinUtilisation = _attributes.Number("min_utilization") ?? 0,
            ReadBandwidth = Bandwidth("read_bandwidth") ?? bandwidth, WriteBandwidth = Bandwidth("write_bandwidth") ?? bandwidth,
            SharedBandwidth = Bandwidth("shared_bandwidth"),
            BandwidthScale = Scale(_attributes.Map("per_dataspace_bandwidth_consumption_scale"), workload),
            ReducesSums = _attributes.Flag("reduction_supported") ?? true,
            MetadataWidth = Count(0, "metadata_storage_width") ?? 0, MetadataDepth = Count(0, "metadata_storage_depth") ?? 0,
            MetadataBits = Count(0, "metadata_datawidth", "metadata_word_bits") ?? 0,
        };
    }

    private int? Count(int least, params ReadOnlySpan<string> keys)
    {
        if (_attributes.Whole(keys) is not { } number) return null;
        if (number >= least && number <= Largest) return (int)number;
        diagnostics.Error("NEST102", $"'{keys[^1]}' of '{component.Name}' must be at least {least}, and at most {Largest:N0}", _attributes.Get(keys)!.Spot);
        return null;
    }

    private double? Bandwidth(string key)
    {
        if (_attributes.Number(key) is not { } words || words > 0) return _attributes.Get(key) is null ? null : _attributes.Number(key);
        diagnostics.Error("NEST102", $"'{key}' of '{component.Name}' must be more than 0", _attributes.Get(key)!.Spot, "leave it out where there is no limit");
        return null;
    }

    private static IReadOnlyList<double>? Scale(TimeloopMap? scales, NestWorkload workload)
        => scales is null ? null : [.. workload.Tensors.Select(tensor => Math.Max(0, scales.Number(tensor.Name) ?? 1))];

    private (int Block, int Cluster) Block(int word)
    {
        var (block, cluster) = (Count(0, "block_size", "n_words"), Count(0, "cluster_size"));
        (block, cluster) = (block is 0 ? null : block, cluster is 0 ? null : cluster);
        if (Count(1, "width", "memory_width", "data_storage_width") is not { } width) return (block ?? 1, cluster ?? 1);
        if (Words(width, word, (long)(cluster ?? 1) * (block ?? 1)) is { } words) return block is { } given ? (given, cluster ?? words) : (words, cluster ?? 1);
        // A width may be that of one instance of a cluster.
        if (cluster is { } shared && Words(width, word, block ?? 1) is { } own) return (block ?? own, shared);
        diagnostics.Error("NEST102", $"a width of {width} bits is no whole number of words of {word} bits", _attributes.Node.Spot);
        return (1, 1);
    }

    private static int? Words(int width, int word, long times)
    {
        var words = width / word / times;
        return words >= 1 && words * word * times == width ? (int)words : null;
    }

    private long? Size(int word, int block)
    {
        if (Whole("entries") is { } entries) return entries;
        if (Whole("depth", "memory_depth", "data_storage_depth") is { } depth) return depth * block;
        return Whole("sizeKB") is { } kilobytes ? (long)(kilobytes * 8192.0 / word) : null;
    }

    // Kept so small that products with blocks and bits fit 64 bits.
    private long? Whole(params ReadOnlySpan<string> keys)
    {
        if (_attributes.Whole(keys) is not { } number) return null;
        if (number >= 0) return Math.Min(number, 1L << 32);
        diagnostics.Error("NEST102", $"'{keys[0]}' of '{component.Name}' is negative", _attributes.Get(keys)!.Spot);
        return null;
    }
}
