using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Predictions;

namespace Ridgeline.Cli;

/// <summary>Predicts a network that was profiled on several machines: one request alone, and as many as each can serve.</summary>
internal static class StudyMachines
{
    /// <summary>The batch that shows what a machine can serve: larger ones gain little, and their activations often leave the chip.</summary>
    private const long Busy = 64;

    /// <summary>A desktop, a phone, a board at the edge, two cards and the first TPU: from watts to a kilowatt.</summary>
    public static IReadOnlyList<string> Usual { get; } = ["ryzen5950x", "a17pro", "orin", "t4", "h100-sxm", "tpuv1"];

    /// <summary>The machines in their order.</summary>
    public static IReadOnlyList<StudiedMachine> Of(ReadyNetwork network, NetworkProfile profile, IReadOnlyList<Machine> machines)
    {
        var options = new PredictionOptions
        {
            Precision = profile.Options.Precision is { } element ? FormatOf(element) : null, Training = profile.Options.Training,
            Recompute = profile.Options.Recompute,
        };
        var alone = network.Workload(null);
        using var many = network.Batch == 1 && options.Training is null ? network.WithBatch(Busy) : null;
        var busy = many?.Workload(alone);
        return [.. machines.Select(machine =>
        {
            var one = Predictor.Predict(alone, machine, options);
            // A batch that does not fit serves nobody.
            var full = busy is null ? null : Predictor.Predict(busy, machine, options);
            return new StudiedMachine(one, full is { Fits: true } && full.Serving.Saturation > one.Serving.Saturation ? full : one);
        })];
    }

    private static NumberFormat? FormatOf(Graphs.ElementType element) => NumberFormats.Find(element switch
    {
        Graphs.ElementType.Double => "fp64",
        Graphs.ElementType.Float16 => "fp16",
        Graphs.ElementType.BFloat16 => "bf16",
        Graphs.ElementType.Float8E4M3FN or Graphs.ElementType.Float8E4M3FNUZ or Graphs.ElementType.Float8E5M2 or Graphs.ElementType.Float8E5M2FNUZ => "fp8",
        Graphs.ElementType.Float4E2M1 => "fp4",
        Graphs.ElementType.Int8 or Graphs.ElementType.UInt8 => "int8",
        Graphs.ElementType.Int4 or Graphs.ElementType.UInt4 or Graphs.ElementType.Int2 or Graphs.ElementType.UInt2 => "int4",
        _ => "fp32",
    });
}
