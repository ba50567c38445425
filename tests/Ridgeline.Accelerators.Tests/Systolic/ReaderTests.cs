using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Diagnostics;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>SCALE-Sim's files: what is right is read, what is wrong is told with its place.</summary>
public sealed class ReaderTests
{
    private const string Good = "[general]\nrun_name = x\n[architecture_presets]\nArrayHeight: 4\nArrayWidth: 8\nIfmapSramSzkB: 1\nFilterSramSzkB: 2\nOfmapSramSzkB: 3\n"
        + "Bandwidth : 5,6\nDataflow : is\n[layout]\nIfmapSRAMBankBandwidth: 7\n[run_presets]\nInterfaceBandwidth: USER\n";

    [Fact]
    public void A_configuration_is_read_as_they_read_it()
    {
        var config = ScaleSimConfigReader.Read(Good, "x.cfg", new())!;
        Assert.Equal((4, 8, 1L, 2L, 3L, 7, 10, 5, true), (config.Rows, config.Columns, config.InputKilobytes, config.FilterKilobytes, config.OutputKilobytes,
            config.InputBandwidth, config.FilterBandwidth, config.OutputBandwidth, config.IsUserBandwidth));
    }

    [Theory]
    [InlineData("ArrayHeight: 4", "ArrayHeight: four", "x.cfg:4:14 error SIM104: ArrayHeight cannot be 'four'")]
    [InlineData("ArrayHeight: 4", "ArrayHeight 4", "x.cfg:4:1 error SIM101: this is no 'key : value'")]
    [InlineData("ArrayHeight: 4\n", "", "x.cfg error SIM103: 'ArrayHeight' is missing")]
    [InlineData("Dataflow : is", "Dataflow : rs", "x.cfg:10:12 error SIM104: Dataflow cannot be 'rs'")]
    [InlineData("ArrayWidth: 8", "ArrayWidth: 8\nArrayWidth: 9", "error SIM101: 'ArrayWidth' is said twice")]
    [InlineData("[layout]", "[layout]\nIfmapCustomLayout: True", "x.cfg:12:20 error SIM105")]
    [InlineData("ArrayWidth: 8", "ArrayWidth: 99999999999999999999", "x.cfg:5:13 error SIM104: ArrayWidth cannot be '99999999999999999999'")]
    [InlineData("ArrayWidth: 8", "  ArrayWidth  =  0", "x.cfg:5:18 error SIM104: ArrayWidth cannot be '0'")]
    [InlineData("ArrayWidth: 8", "ArrayWidth:", "x.cfg:5:12 error SIM104: ArrayWidth cannot be ''")]
    [InlineData("ArrayWidth: 8", "ArrayWidth: 8\nArrayWitdh: 8", "warning SIM102: 'ArrayWitdh' means nothing in [architecture_presets]")]
    public void Mistakes_in_a_configuration_are_told_with_their_place(string from, string to, string message)
    {
        var diagnostics = new DiagnosticBag();
        var config = ScaleSimConfigReader.Read(Good.Replace(from, to, StringComparison.Ordinal), "x.cfg", diagnostics);
        Assert.Contains(diagnostics.All, d => d.ToString().Contains(message, StringComparison.Ordinal));
        Assert.Equal(diagnostics.HasErrors, config is null);
    }

    [Theory]
    [InlineData("head\nc,8,8,3,3,4,5,2,\n", 16, 5, 36)]
    [InlineData("head\nc,8,8,3,3,4,5,2\n", 16, 5, 36)]
    [InlineData("\uFEFFhead\r\n c , 8,8, 3,3,4,5,2,\r\n,,,,,,,,\r\n", 16, 5, 36)]
    [InlineData("Layer,M,N,K,\ng,7,5,3,\n", 7, 5, 3)]
    [InlineData("Layer,M,N,K,\ng,7,5,3,1:1,\n", 7, 5, 3)]
    public void A_layer_is_read_with_or_without_its_last_comma(string text, int m, int n, int k)
    {
        var diagnostics = new DiagnosticBag();
        var layer = Assert.Single(ScaleSimTopologyReader.Read(text, "t.csv", diagnostics));
        Assert.Empty(diagnostics.All);
        Assert.Equal((m, n, k), (layer.M, layer.N, layer.K));
    }

    [Theory]
    [InlineData("head\nc,8,8,3,3,4,\n", "t.csv:2:1 error SIM106: a layer has 7 numbers (convolution) or 3 (product), not 5")]
    [InlineData("head\nc,8,8,9,3,4,5,2,\n", "is larger than its input")]
    [InlineData("head\nc,8,8,3,x,4,5,2,\n", "t.csv:2:9 error SIM106: filter width of 'c' cannot be 'x'")]
    [InlineData("head\nc,8,8,3,3,4,5,2,1,1,\n", "t.csv:2:1 error SIM106: a layer has 7 numbers (convolution) or 3 (product), not 9")]
    [InlineData("head\n c, 8, 8, 3, -3, 4, 5, 2,\n", "t.csv:2:14 error SIM106: filter width of 'c' cannot be '-3'")]
    [InlineData("head\nc,8,8,3,3,4,5,2,2147483648,\n", "t.csv:2:17 error SIM106: stride across of 'c' cannot be '2147483648'")]
    [InlineData("head\n", "the topology has no layer")]
    [InlineData("head\ng,100000,100000,100000,\n", "the most is 2147483647")]
    public void Mistakes_in_a_topology_are_told_with_their_place(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        Assert.Empty(ScaleSimTopologyReader.Read(text, "t.csv", diagnostics));
        Assert.Contains(message, diagnostics.All[0].ToString(), StringComparison.Ordinal);
    }

    // So they read it: the field behind the last comma is none. Topologies of theirs keep remarks there.
    [Theory]
    [InlineData("c,9,9,3,3,4,5,2,#dw", "")]
    [InlineData("c,9,9,3,3,4,5,2,3", "t.csv:2:17 warning SIM107: '3' is left out: it stands behind the last comma")]
    [InlineData("c,9,9,3,3,4,5,2,1:4", "t.csv:2:17 warning SIM107: '1:4' is left out: it stands behind the last comma")]
    public void What_stands_behind_the_last_comma_is_no_field(string row, string message)
    {
        var diagnostics = new DiagnosticBag();
        var layer = Assert.Single(ScaleSimTopologyReader.Read($"head\n{row}\n", "t.csv", diagnostics, isSparse: true));
        Assert.Equal((4, 4, 1), (layer.OutputHeight, layer.OutputWidth, layer.SparseOf));
        Assert.StartsWith(message, string.Concat(diagnostics.All.Select(d => d.ToString())), StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_behind_k_is_told()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Equal(7, Assert.Single(ScaleSimTopologyReader.Read("head\ng,7,5,3,12,\n", "t.csv", diagnostics)).M);
        Assert.Contains("t.csv:2:9 warning SIM107: '12' behind K is left out", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_ninth_field_is_the_stride_across()
    {
        var diagnostics = new DiagnosticBag();
        var layer = Assert.Single(ScaleSimTopologyReader.Read("head\nc,9,9,3,3,4,5,2,3,\n", "t.csv", diagnostics));
        Assert.Empty(diagnostics.All);
        Assert.Equal((4, 3), (layer.OutputHeight, layer.OutputWidth));
    }

    [Fact]
    public void A_layer_where_headings_should_be_is_told()
    {
        var diagnostics = new DiagnosticBag();
        Assert.Single(ScaleSimTopologyReader.Read("a,8,8,3,3,4,5,2,\nb,8,8,3,3,4,5,2,\n", "t.csv", diagnostics));
        Assert.StartsWith("t.csv:1:1 warning SIM113", Assert.Single(diagnostics.All).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_depthwise_layer_is_a_layer_a_channel()
        => Assert.Equal(["aDPChannel_0", "aDPChannel_1"], ScaleSimTopologyReader.Read("head\naDP,8,8,3,3,2,1,1,\n", "t", new()).Select(l => l.Name));

    // Some of them are broken on purpose or by accident: they must be told, and nothing may crash.
    [Fact]
    public void Every_topology_and_configuration_of_theirs_is_read_or_told()
    {
        var (read, all) = (0, 0);
        foreach (var path in Directory.GetFiles(SharedData.Get("golden/scalesim/topologies"), "*.csv", SearchOption.AllDirectories))
        {
            var diagnostics = new DiagnosticBag();
            var layers = ScaleSimTopologyReader.Read(File.ReadAllText(path), path, diagnostics);
            Assert.Equal(diagnostics.HasErrors, layers.Count == 0);
            (read, all) = (read + (layers.Count > 0 ? 1 : 0), all + 1);
        }
        Assert.True(read > 0.8 * all, $"{read} of {all}");
        foreach (var path in Directory.GetFiles(SharedData.Get("golden/scalesim/configs"), "*.cfg"))
        {
            var diagnostics = new DiagnosticBag();
            var config = ScaleSimConfigReader.Read(File.ReadAllText(path), path, diagnostics);
            Assert.Equal(diagnostics.HasErrors, config is null);
        }
    }
}
