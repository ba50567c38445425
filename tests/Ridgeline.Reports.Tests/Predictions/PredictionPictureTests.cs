using Ridgeline.Diagnostics;
using Ridgeline.Reports.Predictions;
using Ridgeline.Reports.Tests.Charts;
using Ridgeline.Timelines;

namespace Ridgeline.Reports.Tests.Predictions;

public sealed class PredictionPictureTests
{
    [Fact]
    public void The_parts_of_a_layer_add_up_to_its_time()
    {
        var prediction = SamplePrediction.Of(1);
        Assert.All(prediction.Layers, l => Assert.Equal(l.Span.Duration.Value, PaceTerms.Of(l).Sum(part => part.Time), 1e-12));
        Assert.Equal([(new Bound(BoundKind.Memory, "HBM"), 1.5e-3), (new Bound(BoundKind.Launch), 0.5e-3)],
            PaceTerms.Of(prediction.Layers[0]).Select(part => (part.Bound, Math.Round(part.Time, 9))));
        Assert.Equal([new Bound(BoundKind.Launch)], PaceTerms.Of(prediction.Layers[3]).Select(part => part.Bound));
    }

    [Fact]
    public void Bars_of_time_say_what_sets_the_pace()
    {
        var picture = new Picture(PredictionPictures.Draw(SamplePrediction.Of(2), PredictionPicture.Latency));
        var tips = picture.Marks().Select(Picture.Tip).ToList();
        Assert.Contains("blocks.0.stream\nmemory: HBM: 1.5 ms\nin all: 2 ms", tips);
        Assert.Contains("blocks.1.multiply\ncompute: tensor core: 2.5 ms\nin all: 3 ms", tips);
        Assert.Contains($"blocks.1.copy\n{PaceTerms.Start}: 1 ms\nin all: 1 ms", tips);
        Assert.DoesNotContain(tips, tip => tip.Contains("fused", StringComparison.Ordinal));
        Assert.Contains("12 ms in all", string.Join(' ', picture.Texts()), StringComparison.Ordinal);
    }

    [Fact]
    public void Bars_of_energy_have_a_section_a_kind_that_is_spent()
    {
        var picture = new Picture(PredictionPictures.Draw(SamplePrediction.Of(1), PredictionPicture.Energy));
        Assert.Contains("blocks.0.stream\nstatic: 200 mJ\nin all: 3.2 J", picture.Marks().Select(Picture.Tip));
        Assert.DoesNotContain("link", picture.Texts());
        var legend = picture.Texts().Where(t => t is "arithmetic" or "HBM" or "static").ToList();
        Assert.Equal(["arithmetic", "HBM", "static"], legend);
    }

    [Fact]
    public void A_roofline_has_the_limits_of_the_machine_and_a_mark_a_layer()
    {
        var picture = new Picture(PredictionPictures.Draw(SamplePrediction.Of(1), PredictionPicture.Roofline));
        var lines = picture.All("line").Select(Picture.Tip).ToList();
        Assert.Contains("tensor core bf16, fp16\n989 TFLOP/s", lines);
        Assert.Contains("CUDA core fp32\n67 TFLOP/s", lines);
        Assert.Contains("HBM\n3.35 TB/s", lines);
        Assert.Contains("L2\n5.6 TB/s", lines);
        // Registers are part of a unit's peak, and the format in use makes the roof: 989.4 T / 3.35 T.
        Assert.DoesNotContain(lines, line => line.StartsWith("registers", StringComparison.Ordinal));
        Assert.Contains("ridge 295", picture.Texts());
        var marks = picture.All("circle").Select(Picture.Tip).Where(tip => tip.StartsWith("blocks", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, marks.Count);
        Assert.Contains(marks, tip => tip.Contains("bound by memory: HBM\n2 ms each, 33 % of the time", StringComparison.Ordinal)
            && tip.EndsWith("0.222 FLOP per byte of HBM", StringComparison.Ordinal));
        Assert.Contains(picture.Texts(), text => text.StartsWith("without arithmetic", StringComparison.Ordinal) && text.EndsWith("17 % of the time", StringComparison.Ordinal));
    }

    [Fact]
    public void A_timeline_shows_what_each_unit_and_memory_does()
    {
        var picture = new Picture(PredictionPictures.Draw(SamplePrediction.Of(1), PredictionPicture.Timeline));
        Assert.Equal(["layer", "starts", "tensor core", "HBM", "L2"], picture.Texts().Where(t => t is "layer" or "starts" or "tensor core" or "HBM" or "L2"));
        var whole = picture.All("rect").Single(e => Picture.Tip(e).StartsWith("blocks.0.multiply\nMatMul", StringComparison.Ordinal));
        var unit = picture.All("rect").Single(e => Picture.Tip(e).StartsWith("blocks.0.multiply\n2.5 ms", StringComparison.Ordinal));
        Assert.Equal(2.5 / 3, Picture.At(unit, "width") / Picture.At(whole, "width"), 1e-3);
        // It starts for 0.5 ms, then computes to the end.
        Assert.Equal(Picture.At(whole, "x") + Picture.At(whole, "width"), Picture.At(unit, "x") + Picture.At(unit, "width"), 0.05);
    }

    [Theory]
    [InlineData(PredictionPicture.Roofline, "stream (x1000)")]
    [InlineData(PredictionPicture.Timeline, "one of 1000 alike that take 100 %")]
    [InlineData(PredictionPicture.Latency, "blocks.0 .. blocks.2")]
    [InlineData(PredictionPicture.Energy, "blocks.999")]
    public void Long_networks_are_drawn_by_block_and_stay_small(PredictionPicture kind, string says)
    {
        var svg = PredictionPictures.Draw(SamplePrediction.Of(1000), kind);
        Assert.Contains(says, svg, StringComparison.Ordinal);
        Assert.InRange(svg.Length, 1, 300_000);
        Assert.Equal(svg, PredictionPictures.Draw(SamplePrediction.Of(1000), kind));
    }

    [Fact]
    public void Machines_stand_side_by_side_in_common_terms()
    {
        var two = new[] { SamplePrediction.Of(1), SamplePrediction.Of(2, "a100-80") };
        var latency = new Picture(PredictionPictures.Draw(two, PredictionPicture.Latency)).Marks().Select(Picture.Tip).ToList();
        Assert.Contains("h100-sxm, fp16\nmain memory: 1.5 ms\nin all: 6 ms", latency);
        Assert.Contains("a100-80, fp16\narithmetic: 5 ms\nin all: 12 ms", latency);
        var roofline = new Picture(PredictionPictures.Draw(two, PredictionPicture.Roofline));
        Assert.Contains("h100-sxm", roofline.Texts());
        Assert.Contains("ridge 1", roofline.Texts());
        var refusal = Assert.Throws<DiagnosticException>(() => PredictionPictures.Draw(two, PredictionPicture.Timeline));
        Assert.Equal("CLI110", refusal.Diagnostics[0].Code);
    }

    [Fact]
    public void Nothing_predicted_is_drawn_as_nothing()
    {
        foreach (var kind in Enum.GetValues<PredictionPicture>())
            Assert.Contains("</svg>", PredictionPictures.Draw(SamplePrediction.Of(0), kind), StringComparison.Ordinal);
    }
}
