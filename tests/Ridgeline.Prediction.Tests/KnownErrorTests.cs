using System.Globalization;
using System.Text;
using Ridgeline.Machines;
using Ridgeline.Tests;

namespace Ridgeline.Prediction.Tests;

/// <summary>The table of known errors is what the comparisons in this folder say, and every result of every machine carries one.</summary>
public sealed class KnownErrorTests
{
    [Fact]
    public void The_table_is_what_was_compared()
    {
        var text = new StringBuilder($"{KnownErrors.Columns}\n");
        var all = Operators().Concat(Peaks()).Concat(Networks()).Concat(TpuTests.Compared()).Concat(EyerissTests.Compared());
        foreach (var group in all.GroupBy(c => (c.Family, Kind: KnownErrors.KindOf(c.Machine))).OrderBy(g => g.Key.Family).ThenBy(g => g.Key.Kind))
        {
            var errors = group.Select(c => Math.Abs(c.Error)).ToList();
            var evidence = string.Join("; ", group.GroupBy(c => c.Source).Select(g => $"{g.Key} {string.Join(' ', g.Select(c => c.Machine.Name).Distinct())}: "
                + g.Average(c => Math.Abs(c.Error)).ToString("0.0 %", CultureInfo.InvariantCulture)));
            text.Append(CultureInfo.InvariantCulture, $"{group.Key.Family.Name()},{group.Key.Kind.ToString().ToLowerInvariant()},{errors.Average():0.0000},{errors.Max():0.0000},{errors.Count},{evidence}\n");
        }
        ValidationPage.Same("../../src/Ridgeline.Prediction/Data/known-errors.csv", text.ToString());
    }

    [Theory]
    [InlineData("resnet50")]
    [InlineData("bert-base")]
    [InlineData("lstm")]
    public void Every_layer_on_every_machine_says_how_far_it_may_be_off(string network)
    {
        var workload = Loaded.Zoo(network);
        foreach (var machine in MachineCatalog.All)
        {
            foreach (var layer in Predictor.Predict(workload, machine, new()).Layers)
            {
                Assert.NotEqual("", layer.Error.Evidence);
                var isNothing = layer.Family is OperatorFamily.View or OperatorFamily.Transfer;
                Assert.True(isNothing == layer.KnownError is null, $"{machine.Name} {layer.Span.Name} {layer.Family}: {layer.Error}");
                if (layer.KnownError is { } error) Assert.InRange(error, 0.001, 10);
            }
        }
    }

    [Fact]
    public void What_was_measured_on_a_machine_beats_its_class()
    {
        var workload = Loaded.Zoo("bert-base");
        Layer("a100-80", "LLMCompass", "fp16");
        Layer("t4", "points, the widest", "fp16");
        Layer("wse3", "was never compared; the nearest is", "fp16");

        void Layer(string machine, string evidence, string precision)
        {
            var prediction = Predictor.Predict(workload, MachineCatalog.Find(machine)!, new() { Precision = NumberFormats.Find(precision) });
            Assert.Contains(evidence, prediction.Layers.First(l => l.Family == OperatorFamily.Matmul).Error.Evidence, StringComparison.Ordinal);
        }
    }

    // The start that a Python host took is taken from the fit, because it is no property of a machine; all else is what is usual.
    private static IEnumerable<Comparison> Operators()
    {
        foreach (var (device, name) in LlmCompassTests.Devices)
        {
            var (fitted, _, bare) = LlmCompassTests.Fit(device, name);
            var starts = bare with
            {
                Efficiency = [.. fitted.Efficiency.Select(c => c with { Compute = null, Memory = null,
                    Parameters = c.Parameters.Where(p => p.Key == "launch_overlap").ToDictionary(p => p.Key, p => p.Value) })],
            };
            foreach (var m in Facts.Measured(device))
            {
                yield return new(m.Family!.Value, bare, m.Op, "LLMCompass", (MeasuredOperator.Predict(starts, m) / m.Time).Value - 1);
            }
        }
    }

    private static IEnumerable<Comparison> Peaks()
        => PeakProducts.All.Select(p => new Comparison(OperatorFamily.Matmul, p.Machine, p.Shape, "Bekman's fastest products", p.Error));

    private static IEnumerable<Comparison> Networks()
        => PublishedNetworks.All.Select(r => new Comparison(OperatorFamily.Matmul, r.Machine, r.Network, "published networks", r.Error));
}
