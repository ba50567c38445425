using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Diagnostics;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Pruned filters as SCALE-Sim runs them, against the reports that its repositories publish.</summary>
public sealed class SparseTests
{
    // test/sparsity/golden_trace of scale-sim-v3 (COMPUTE_REPORT, 263e95b) and scale-sim-v2 (the others, eac47a3, a47e96e, 18975c2): sparsity.cfg on alexnet_part.csv.
    [Theory]
    [InlineData("COMPUTE_REPORT.csv", "0, 177701, 173949, 167136, 3.6988043639946193, 35.565185546875, 46.14216362478778,")]
    [InlineData("BANDWIDTH_REPORT.csv",
        "0, 37.11027944972377, 0.10154700515668386, 0.006346687822292741, 3.3389096804235723, 49.98122226015705, 50.0, 3.8846640046551757,")]
    [InlineData("DETAILED_ACCESS_REPORT.csv",
        "0, 129.0, 173698.0, 6455296, 1.0, 79665.0, 17664, 255.0, 173917.0, 580800, -2622.0, 173117.0, 8783700, -472.0, -1.0, 23600, 25569.0, 175079.0, 580800,")]
    [InlineData("SPARSE_REPORT.csv", "0, ellpack_block, 34848, 18768.0, 1104.0, 0.006346687822292741,")]
    public void Filters_with_an_n_of_their_own_are_as_published(string report, string row)
        => Assert.Equal(row, Published(GoldenRuns.ReadConfig(SharedData.Get($"{GoldenRuns.Folder}/configs/sparsity.cfg")))[report].Split('\n')[1]);

    // scale-sim-v2, 8c5241a: the same with OptimizedMapping : false, so that all filters keep 1 of 4.
    [Fact]
    public void Filters_of_one_n_in_m_are_as_published()
    {
        var config = GoldenRuns.ReadConfig(SharedData.Get($"{GoldenRuns.Folder}/configs/sparsity.cfg"));
        var reports = Published(config with { Sparsity = config.Sparsity! with { IsRowWise = false } });
        Assert.Equal(
            "0, 129.0, 5567.0, 1101100.0, 38.0, 128.0, 8736, 255.0, 5724.0, 290400, -2622.0, 5245.0, 393300, -233.0, -1.0, 11650, 3669.0, 8942.0, 290400,",
            reports["DETAILED_ACCESS_REPORT.csv"].Split('\n')[1]);
    }

    // NumPy 1.24: numpy.random.seed(0), then randint(0, 10) ten times; the first output after init_genrand(5489) is that of the authors' own program.
    [Fact]
    public void Random_numbers_are_those_of_numpy()
    {
        var random = new MersenneTwister(0);
        Assert.Equal([5, 0, 3, 3, 7, 9, 3, 5, 2, 4], Enumerable.Range(0, 10).Select(_ => random.Next(0, 9)));
        Assert.Equal(3499211612u, new MersenneTwister(5489).Next());
        Assert.Equal([3, 3, 3], Enumerable.Range(0, 3).Select(_ => random.Next(3, 3)));
    }

    // 3 of 4 weights of 2 filters of 10: rows 0 1 2, 4 5 6, 8 9. Places: 16 numbers, and where each stands; rows begin at 11 places, columns at 3.
    [Theory]
    [InlineData("csr", 20, 43.0, 27.0)]
    [InlineData("csc", 20, 35.0, 19.0)]
    [InlineData("ellpack_block", 20, 17.0, 1.0)]
    public void Storage_is_counted_as_they_count_it(string representation, long dense, double stored, double metadata)
    {
        var layer = ScaleSimLayer.Product("g", 7, 2, 10) with { SparseKept = 3, SparseOf = 4 };
        var result = ScaleSimulator.Run(layer, Config(new() { Representation = representation, IsRowWise = false }));
        Assert.Equal((dense, stored, metadata), (result.Storage!.Dense, result.Storage.Stored, result.Storage.Metadata));
        Assert.Equal(7 * 16, result.Macs);
        Assert.Equal(7 * 8 * 4 / 3d, result.RepeatedInputReads!.Value, 1e-12);
    }

    [Theory]
    [InlineData("FilterOffset: 0", "SIM105: FilterOffset")]
    [InlineData("OptimizedMapping: true\nBlockSize: 3", "SIM105: BlockSize")]
    [InlineData("OptimizedMapping: true\nBlockSize: 1", "SIM105: BlockSize")]
    [InlineData("OptimizedMapping: true\nBlockSize: 16", "SIM105: BlockSize")]
    [InlineData("OptimizedMapping: true", "SIM103: 'BlockSize' is missing")]
    [InlineData("RandomNumberGeneratorSeed: -1", "SIM104: RandomNumberGeneratorSeed cannot be '-1'")]
    public void What_their_sparse_runs_stop_at_is_told(string more, string message)
    {
        var text = "[architecture_presets]\nArrayHeight: 4\nArrayWidth: 8\nIfmapSramSzkB: 1\nFilterSramSzkB: 2\nOfmapSramSzkB: 3\nDataflow : ws\n"
            + "[run_presets]\nInterfaceBandwidth: CALC\n[sparsity]\nSparsitySupport: true\nSparseRep: csr\n" + more;
        var diagnostics = new DiagnosticBag();
        Assert.Null(ScaleSimConfigReader.Read(text, "x.cfg", diagnostics));
        Assert.Contains(message, Assert.Single(diagnostics.Errors).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2:4", 2, 4)]
    [InlineData(" 1 : 1 ", 1, 1)]
    public void A_sparsity_is_read_where_it_is_simulated(string text, int kept, int of)
    {
        var diagnostics = new DiagnosticBag();
        var layer = Assert.Single(ScaleSimTopologyReader.Read($"head\ng,7,5,3,{text},\n", "t.csv", diagnostics, isSparse: true));
        Assert.Empty(diagnostics.All);
        Assert.Equal((kept, of), (layer.SparseKept, layer.SparseOf));
    }

    [Theory]
    [InlineData("4:2")]
    [InlineData("0:4")]
    [InlineData("1:2:4")]
    public void A_sparsity_that_cannot_be_is_told(string text)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Empty(ScaleSimTopologyReader.Read($"head\ng,7,5,3,{text},\n", "t.csv", diagnostics, isSparse: true));
        Assert.Contains($"t.csv:2:9 error SIM106: a sparsity cannot be '{text}'", diagnostics.All[0].ToString(), StringComparison.Ordinal);
    }

    private static ScaleSimConfig Config(ScaleSimSparsity sparsity) => new()
    {
        RunName = "x", Rows = 8, Columns = 8, InputKilobytes = 1, FilterKilobytes = 1, OutputKilobytes = 1, Dataflow = Dataflow.WeightStationary, IsUserBandwidth = false,
        Sparsity = sparsity,
    };

    private static IReadOnlyDictionary<string, string> Published(ScaleSimConfig config)
    {
        var path = SharedData.Get($"{GoldenRuns.Folder}/topologies/sparsity/alexnet_part.csv");
        var layers = ScaleSimTopologyReader.Read(File.ReadAllText(path), path, new(), isSparse: true);
        return GoldenRuns.Reports(layers, config);
    }
}
