using System.Globalization;
using System.Text;
using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

/// <summary>Eyeriss v1 on AlexNet and VGG-16: bytes and energy by level.</summary>
public sealed class EyerissTests
{
    [Fact]
    public void Accesses_and_energy_stand_beside_the_published_ones()
    {
        var page = new StringBuilder("""
            # Eyeriss v1: energy split by level

            Written by a test from `eyeriss_v1_alexnet_N4.csv` and `eyeriss_v1_vgg16_N3.csv` (Chen et al., JSSC 2017, tables V and VI) with the zoo's networks on `eyeriss1`. The chip
            skips and compresses zeros, which the model does not; it runs images beside each other and passes a filter over all of them. Published power is the chip's without DRAM.
            The link is taken as 64 bits at 60 MHz: 16 bits, as in the device table, cannot have moved CONV1's 5.0 MB in 20.9 ms. Of a row-stationary array the model knows how full it is
            and what each MAC takes from its pads, but not the mapping: sums that go back and forth between array and buffer are missing, which is nearly all of the published buffer traffic.


            """.ReplaceLineEndings("\n"));
        Network(page, "AlexNet", "alexnet?variant=original", 4, "eyeriss_v1_alexnet_N4.csv");
        Network(page, "VGG-16", "vgg16", 3, "eyeriss_v1_vgg16_N3.csv");
        ValidationPage.Same("eyeriss.md", page.ToString());
    }

    /// <summary>Each layer as a comparison of times.</summary>
    internal static IEnumerable<Comparison> Compared()
    {
        foreach (var (network, batch, file) in new[] { ("alexnet?variant=original", 4L, "eyeriss_v1_alexnet_N4.csv"), ("vgg16", 3L, "eyeriss_v1_vgg16_N3.csv") })
        {
            var layers = Predicted(network, batch).Layers.Where(l => l.Family == OperatorFamily.Matmul).ToList();
            foreach (var (row, layer) in Facts.Rows(file).Where(r => r["layer"] != "TOTAL").Zip(layers))
            {
                yield return new(OperatorFamily.Matmul, MachineCatalog.Find("eyeriss1")!, row["layer"], "Eyeriss's convolutions",
                    (layer.Span.Duration.Value * 1e3 / row.Number("processing_latency_ms")) - 1);
            }
        }
    }

    // The catalogue's 16 bits at 60 MHz cannot have moved the published bytes in the published time; 64 bits can.
    private static NetworkPrediction Predicted(string network, long batch)
    {
        var known = MachineCatalog.Find("eyeriss1")!;
        var machine = known with { Memory = known.Memory with { ReadBandwidth = new(0.48e9), WriteBandwidth = new(0.48e9) } };
        return Predictor.Predict(Loaded.Zoo(network, batch, single: false), machine, new() { Precision = NumberFormat.Int16 });
    }

    private static void Network(StringBuilder page, string title, string network, long batch, string file)
    {
        var prediction = Predicted(network, batch);
        var layers = prediction.Layers.Where(l => l.Family == OperatorFamily.Matmul).ToList();
        page.Append(CultureInfo.InvariantCulture, $"## {title}, batch {batch}\n\n| layer | time, published | model | DRAM, published MB | model | buffer, published MB | model | energy of the chip, published mJ | model | of it arithmetic | spads | buffer | DRAM beside it, mJ |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n");
        var rows = Facts.Rows(file).Where(r => r["layer"] != "TOTAL").ToList();
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, span) = (rows[i], layers[i].Span);
            double Energy(string kind) => span.Energy.Where(e => e.Kind == kind).Sum(e => e.Energy.Value) * 1e3;
            double Megabytes(string level) => span.Traffic.First(t => t.Level == level).Moved.Value / 1e6;
            var chip = (span.TotalEnergy.Value * 1e3) - Energy("DRAM") - Energy("link");
            page.Append(CultureInfo.InvariantCulture, $"| {row["layer"]} | {row["processing_latency_ms"]} ms | {span.Duration.Value * 1e3:0.0} ms | {row["dram_access_MB"]} | {Megabytes("DRAM"):0.0} | {row["glb_access_MB"]} | {Megabytes("global buffer"):0.0} | ");
            page.Append(CultureInfo.InvariantCulture, $"{row.Number("power_mW") * row.Number("total_latency_ms") / 1e3:0.0} | {chip:0.0} | {Energy("arithmetic"):0.0} | {Energy("ifmap spad"):0.0} | {Energy("global buffer"):0.0} | {Energy("DRAM"):0.0} |\n");
            Assert.Equal(span.TotalEnergy.Value, span.Energy.Sum(e => e.Energy.Value), 12);
        }
        page.Append('\n');
    }
}
