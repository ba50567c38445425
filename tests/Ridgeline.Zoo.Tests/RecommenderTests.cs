namespace Ridgeline.Zoo.Tests;

/// <summary>Recommenders and graph networks: their work is in proportion to what they look at, not to their tables.</summary>
public sealed class RecommenderTests
{
    [Theory]
    [InlineData("kaggle", 33_762_577, 16)]
    [InlineData("terabyte", 187_767_399, 128)]
    public void Dlrm_has_the_rows_of_its_data_set(string data, long rows, long width)
    {
        // Totals as TorchRec and MLPerf state them; the layers are those of the facebookresearch/dlrm scripts.
        long[] bottom = data == "kaggle" ? [13, 512, 256, 64, 16] : [13, 512, 256, 128];
        long[] top = data == "kaggle" ? [16 + 351, 512, 256, 1] : [128 + 351, 1024, 1024, 512, 256, 1];
        var pairs = bottom.Zip(bottom.Skip(1)).Concat(top.Zip(top.Skip(1))).ToArray();
        var network = new BuiltNetwork($"dlrm?data={data}");
        Assert.Equal((rows * width) + pairs.Sum(p => (p.First + 1) * p.Second), network.Parameters);
        Assert.Equal((27 * 27 * width) + pairs.Sum(p => p.First * p.Second), network.Macs);
    }

    [Fact]
    public void Dlrm_reads_only_the_rows_it_looks_up()
    {
        var network = new BuiltNetwork("dlrm?batch=4&lookups=3");
        var gather = network.Graph.Nodes.Find(n => n.Name == "embedding.2")!;
        // 12 rows of 16 floats and 12 indices.
        Assert.Equal((12 * 16 * 4) + (12 * 8), network.WorkOf(gather).Read!.Value.Value);
    }

    [Fact]
    public void Ncf_scales_with_its_factors()
    {
        var network = new BuiltNetwork("ncf?factors=64&users=100&items=50");
        Assert.Equal((150 * (64 + 256)) + (513 * 256) + (257 * 128) + (129 * 64) + 129, network.Parameters);
    }

    [Fact]
    public void Gcn_aggregates_along_edges()
    {
        var network = new BuiltNetwork("gcn?batch=2");
        Assert.Equal("float[26528x16]", network.Graph.Nodes.Find(n => n.Name == "gc1.gather")!.Outputs[0]!.Type!.ToString());
        Assert.Equal("float[5416x7]", network.Graph.Outputs[0].Type!.ToString());
        Assert.Equal(2 * 2708L * ((1433 * 16) + (16 * 7)), network.Macs);
    }
}
