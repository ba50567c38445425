using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

/// <summary>What crosses the link to the host, and what does not.</summary>
public sealed class TransferTests
{
    [Fact]
    public void An_image_goes_in_and_its_scores_come_out()
    {
        var prediction = Predictor.Predict(Loaded.Zoo("resnet50", 2, single: false), MachineCatalog.Find("h100-sxm")!, new());
        var (first, last) = (prediction.Layers[0], prediction.Layers[^1]);
        Assert.Equal((2 * 3 * 224 * 224 * 4, 2 * 1000 * 4), (first.Span.Traffic[0].Moved.Value, last.Span.Traffic[0].Moved.Value));
        Assert.Equal(2 * 3 * 224 * 224 * 4 / 63e9, first.Span.Duration.Value, 12);
        Assert.Equal("link: PCIe5 x16", first.Span.Bound.ToString());
        Assert.Equal(prediction.Latency.Value, last.Span.End.Value, 12);
    }

    [Fact]
    public void Caches_and_weights_stay_on_the_device()
    {
        var prediction = Predictor.Predict(Loaded.Zoo("llama-2-7b?phase=decode"), MachineCatalog.Find("h100-sxm")!, new() { Precision = NumberFormat.Fp16 });
        var crossing = prediction.Layers.Where(l => l.Family == OperatorFamily.Transfer).Sum(l => (double)l.Span.Traffic[0].Moved.Value);
        // A token's number goes in, and half-precision scores of 32,000 words come out.
        Assert.InRange(crossing, 64_000, 70_000);
    }

    [Theory]
    [InlineData("epyc9654", false)]
    [InlineData("t4", true)]
    public void Only_devices_behind_a_link_pay(string machine, bool pays)
    {
        var prediction = Predictor.Predict(Loaded.Zoo("lenet"), MachineCatalog.Find(machine)!, new());
        Assert.Equal(pays, prediction.Layers.Any(l => l.Family == OperatorFamily.Transfer));
        Assert.DoesNotContain(Predictor.Predict(Loaded.Zoo("lenet"), MachineCatalog.Find(machine)!, new() { Transfers = false }).Layers, l => l.Family == OperatorFamily.Transfer);
    }
}
