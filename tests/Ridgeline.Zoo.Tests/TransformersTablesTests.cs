using System.Buffers.Binary;
using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>The numbers in the tables of position encodings, which exist without being stored.</summary>
public sealed class TransformersTablesTests
{
    [Fact]
    public void Llama_2_turns_pair_i_by_position_over_10000_to_the_2i_over_128()
    {
        var cosines = Table("llama-2-7b?precision=fp32&seq=512", "model.rotary_emb.cos_cache");
        Assert.Equal([512L, 64L], cosines.Dims);
        Assert.Equal(1f, Single(cosines, 63));
        Assert.Equal((float)Math.Cos(511), Single(cosines, 511 * 64));
        Assert.Equal((float)Math.Cos(7 / Math.Pow(10_000, 2.0 * 5 / 128)), Single(cosines, (7 * 64) + 5));
    }

    [Fact]
    public void Llama_3_stretches_long_waves_eightfold_and_leaves_short_ones()
    {
        var sines = Table("llama-3.1-8b?precision=fp32&seq=512", "model.rotary_emb.sin_cache");
        Assert.Equal((float)Math.Sin(100), Single(sines, 100 * 64));
        Assert.Equal((float)Math.Sin(100 / Math.Pow(500_000, 126.0 / 128) / 8), Single(sines, (100 * 64) + 63));
    }

    [Fact]
    public void Pieces_of_a_table_are_the_table()
    {
        foreach (var precision in new[] { "fp16", "bf16", "fp32" })
        {
            var table = Table($"llama-2-7b?precision={precision}", "model.rotary_emb.sin_cache");
            var whole = new byte[999];
            table.Data.Read(12_345, whole);
            var piece = new byte[500];
            table.Data.Read(12_346, piece);
            Assert.Equal(whole[1..501], piece);
        }
    }

    private static Tensor Table(string request, string name) =>
        TransformersCase.Build(request).Graph.Initializers.Single(i => i.Name == name).Constant!;

    private static float Single(Tensor table, long index)
    {
        var bytes = new byte[4];
        table.Data.Read(index * 4, bytes);
        return BinaryPrimitives.ReadSingleLittleEndian(bytes);
    }
}
