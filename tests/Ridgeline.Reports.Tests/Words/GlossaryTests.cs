using Ridgeline.Graphs.Profiling;
using Ridgeline.Reports.Operators;
using Ridgeline.Reports.Profiles;
using Ridgeline.Reports.Tables;
using Ridgeline.Reports.Tests.Profiles;
using Ridgeline.Reports.Words;

namespace Ridgeline.Reports.Tests.Words;

public sealed class GlossaryTests
{
    // Headings that are plain English.
    private static readonly string[] s_plain = ["of all", "What", "Amount"];

    [Fact]
    public void Every_column_of_every_table_is_explained()
    {
        var profile = SampleProfile.Of(1);
        ReportTable[] tables =
        [
            LayerTable.Of(profile with { Layers = [profile.Layers[0] with { Sparsity = default(SparsityProfile) }] }, new()),
            GroupTable.ByOperator(profile, new()), GroupTable.ByBlock(profile, new()), ProfileTables.Kinds(profile), ProfileTables.Peak(profile.Memory),
            OperatorSupport.Table(),
        ];
        var titles = tables.SelectMany(t => t.Columns).Select(c => c.Title).Distinct().Except(s_plain);
        Assert.All(titles, title => Assert.True(Glossary.Find(title) is not null, title));
    }

    [Theory]
    [InlineData("MAC, FLOP, FLOP/s, operational intensity, ridge point, roofline, working set, dataflow, weight stationary")]
    [InlineData("row stationary, fold, tile, mapping")]
    [InlineData("loop nest, spatial, temporal, utilisation, latency, throughput, batch, sparsity, density, graph, machine, timeline, finding")]
    [InlineData("forward, backward, update, optimizer state, activations, peak, in place, precision, opset, symbolic dimension, pthflops, KV cache")]
    public void Every_word_of_the_design_is_explained(string words) => Assert.All(words.Split(", "), word => Assert.NotNull(Glossary.Find(word)));

    [Fact]
    public void No_name_stands_for_two_words()
    {
        var names = Glossary.Entries.SelectMany(e => e.Names).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Glossary.Entries, e => Assert.Same(e, Glossary.Find(e.Names[0])));
    }

    [Theory]
    [InlineData("MACs", "MAC")]
    [InlineData("Working-Set", "working set")]
    [InlineData("weights", "weights")]
    [InlineData("ridgepoint", "ridge point")]
    public void Case_hyphens_and_plurals_are_free(string word, string name) => Assert.Equal(name, Glossary.Find(word)!.Names[0]);

    [Fact]
    public void A_slip_is_mended() => Assert.Equal("roofline", Glossary.Closest("rofline"));
}
