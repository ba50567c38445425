using System.Globalization;
using System.Text;
using Ridgeline.Tests;

namespace Ridgeline.Prediction.Tests;

/// <summary>Whole networks against published speeds: nothing is fitted to them.</summary>
public sealed class NetworkTests
{
    [Fact]
    public void The_page_says_how_far_whole_networks_are_from_published_speeds()
    {
        var page = new StringBuilder("""
            # Whole networks against published speeds

            Written by a test from `published_networks.csv` and `measured_peak_matmul.csv`. Nothing is fitted to these numbers; machines are those of the catalogue, an A100 with its fit from
            LLMCompass. Times are of a whole batch, inputs and outputs over PCIe included where there is a link; the network takes its weights' precision from the column. What engines do beyond fusing
            element-by-element operators (whole attention blocks in one kernel, graphs started at once) the model does not do; what they leave undone (ONNX Runtime on 192 cores at batch 1) it does not know.

            | network | machine | precision | batch | engine | published /s | model /s | error of the time | bound | source |
            |---|---|---|---:|---|---:|---:|---:|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var row in PublishedNetworks.All)
        {
            var bound = row.Predicted.Layers.GroupBy(l => l.Span.Bound).MaxBy(g => g.Sum(l => l.Span.Duration.Value))!.Key;
            page.Append(CultureInfo.InvariantCulture, $"| {row.Network} | {row.Title} | {row.Precision} | {row.Batch} | {row.Engine} | {row.Measured:0.#} | {row.Sockets * row.Batch / row.Predicted.Latency.Value:0.#} | {row.Error:0.0 %} | {bound} | {row.Source} |\n");
        }
        foreach (var group in PublishedNetworks.All.GroupBy(r => KnownErrors.KindOf(r.Machine)))
        {
            page.Append(CultureInfo.InvariantCulture, $"\nMean absolute error of class {group.Key.ToString().ToLowerInvariant()}: {group.Average(r => Math.Abs(r.Error)):0.0 %} over {group.Count()} rows.\n");
        }
        page.Append("\n## The fastest matrix products\n\nWith what is usual of the class, before the file's own number calibrates the machine.\n\n| machine | precision | M x N x K | measured | model | error of the time |\n|---|---|---|---:|---:|---:|\n");
        foreach (var peak in PeakProducts.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {peak.Machine.Name} | {peak.Precision} | {peak.Shape} | {peak.Measured:0.#} TFLOP/s | {peak.Predicted:0.#} TFLOP/s | {peak.Error:0.0 %} |\n");
        }
        page.Append(CultureInfo.InvariantCulture, $"\nMean absolute error {PeakProducts.All.Average(p => Math.Abs(p.Error)):0.0 %}.\n");
        ValidationPage.Same("networks.md", page.ToString());
    }

    // A floor under the page: a model that is off by more than this on average would not be worth printing.
    [Theory]
    [InlineData(Machines.MachineClass.Gpu, 0.5)]
    public void Networks_on_a_class_are_near_on_average(Machines.MachineClass kind, double most)
        => Assert.InRange(PublishedNetworks.All.Where(r => KnownErrors.KindOf(r.Machine) == kind).Average(r => Math.Abs(r.Error)), 0, most);
}
