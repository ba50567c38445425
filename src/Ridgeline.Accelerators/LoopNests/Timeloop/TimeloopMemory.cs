using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Reads the attributes of a memory.</summary>
internal static class TimeloopMemory
{
    private const int UsualWordBits = 16;

    public static NestMemory Read(TimeloopComponent component, ActionEnergies energies, NestWorkload workload, DiagnosticBag diagnostics)
    {
        var a = component.Attributes;
        var word = Positive(a.Whole("word_bits", "word_width", "datawidth"), UsualWordBits, "datawidth");
        TimeloopUnmodelled.Check(component, diagnostics);
        var (block, cluster) = Block(a, word, diagnostics);
        var bandwidth = a.Number("bandwidth") / 2;
        return new()
        {
            Name = component.Name, MeshX = component.MeshX, MeshY = component.MeshY, Energies = energies,
            WordBits = (int)word, BlockSize = (int)block, ClusterSize = (int)cluster, Size = Size(a, word, block),
            MultipleBuffering = Math.Max(1, a.Number("multiple_buffering") ?? 1), MinUtilisation = a.Number("min_utilization") ?? 0,
            ReadBandwidth = a.Number("read_bandwidth") ?? bandwidth, WriteBandwidth = a.Number("write_bandwidth") ?? bandwidth,
            SharedBandwidth = a.Number("shared_bandwidth"),
            BandwidthScale = Scale(a.Map("per_dataspace_bandwidth_consumption_scale"), workload), ReducesSums = a.Flag("reduction_supported") ?? true,
            MetadataWidth = (int)(a.Whole("metadata_storage_width") ?? 0), MetadataDepth = a.Whole("metadata_storage_depth") ?? 0,
            MetadataBits = (int)(a.Whole("metadata_datawidth", "metadata_word_bits") ?? 0),
        };

        long Positive(long? number, long usual, string key)
        {
            if (number is null or > 0) return number ?? usual;
            diagnostics.Error("NEST102", $"'{key}' of '{component.Name}' must be at least 1", component.Node.Node.Spot);
            return usual;
        }
    }

    private static IReadOnlyList<double>? Scale(TimeloopMap? scales, NestWorkload workload)
        => scales is null ? null : [.. workload.Tensors.Select(tensor => scales.Number(tensor.Name) ?? 1)];

    private static (long Block, long Cluster) Block(TimeloopMap a, long word, DiagnosticBag diagnostics)
    {
        var (block, cluster) = (a.Whole("block_size", "n_words"), a.Whole("cluster_size"));
        if (a.Whole("width", "memory_width", "data_storage_width") is not { } width) return (block ?? 1, cluster ?? 1);
        var words = width / word / Math.Max(1, cluster ?? 1) / Math.Max(1, block ?? 1);
        if (words < 1 || words * word * Math.Max(1, cluster ?? 1) * Math.Max(1, block ?? 1) != width)
        {
            diagnostics.Error("NEST102", $"a width of {width} bits is no whole number of words of {word} bits", a.Node.Spot);
            return (1, 1);
        }
        return block is { } given ? (given, cluster ?? words) : (words, cluster ?? 1);
    }

    private static long? Size(TimeloopMap a, long word, long block)
        => a.Whole("entries") ?? a.Whole("depth", "memory_depth", "data_storage_depth") * block ?? a.Whole("sizeKB") * 1024 * 8 / word;
}
