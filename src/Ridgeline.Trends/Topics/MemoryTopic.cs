using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>Compute of accelerators against their memory: the big-model problem.</summary>
internal static class MemoryTopic
{
    private const string FirstGeneration = "NVIDIA P100";
    private const string ThirdGeneration = "NVIDIA A100";

    public static TrendTopic Create(Assumptions assumed)
    {
        var tensor = Fit("tensor16_flop_per_s", "16-bit matrix rate of accelerators", "FLOP/s");
        var fp32 = Fit("fp32_flop_per_s", "fp32 rate of accelerators", "FLOP/s");
        var capacity = Fit("memory_bytes", "memory of accelerators", "B");
        var bandwidth = Fit("memory_bytes_per_s", "memory bandwidth of accelerators", "B/s");
        var ridge = Fit("tensor16_flop_per_s/memory_bytes_per_s", "ridge point, 16 bit", "FLOP/B");
        var parameters = new ExponentialFit(TrendData.Parameters.Between(2018, 3000, "parameters, since 2018"));
        var year = assumed["year"];
        return new("memory", "Does memory keep up with compute?")
        {
            Answers =
            [
                $"No: the 16-bit matrix rate {Doubling(tensor.Fit)}, bandwidth {Doubling(bandwidth.Fit)}, capacity "
                    + $"{Doubling(capacity.Fit)}. An operation a byte is worth less every year: the ridge point {Doubling(ridge.Fit)}.",
                .. Generations(),
                $"Models outgrow both: the number of parameters since 2018 {Doubling(parameters)}.",
            ],
            Fits = [tensor, fp32, capacity, bandwidth, ridge, new(parameters, "all notable models with known parameters")],
            Projections =
            [
                new Projection(capacity.Fit, year, "memory of an accelerator", "memory grows as in the whole table"),
                new Projection(bandwidth.Fit, year, "bandwidth of an accelerator", "bandwidth grows as in the whole table"),
                new Projection(tensor.Fit, year, "16-bit matrix rate of an accelerator", "rates grow as in the whole table"),
            ],
            Assumptions = assumed.Of("year"),
            Sources = [DataSource.EpochHardware, DataSource.EpochModels],
        };
    }

    private static TrendFit Fit(string column, string name, string unit) =>
        new(new(TrendData.Accelerators(column, name, unit)), "all accelerators of the table that state it");

    // The talk pairs 15 x compute with 1.5 x memory in three generations; the table says what they are.
    private static IEnumerable<string> Generations()
    {
        var (first, last) = (Of(FirstGeneration), Of(ThirdGeneration));
        if (first is null || last is null) yield break;
        yield return $"From {FirstGeneration} to {ThirdGeneration}, three generations, 16-bit compute grew "
            + $"{last.Value.Rate / first.Value.Rate:0.0}x, capacity {last.Value.Bytes / first.Value.Bytes:0.0}x and bandwidth "
            + $"{last.Value.Bandwidth / first.Value.Bandwidth:0.0}x. (15x beside 1.5x pairs the compute of two steps with the memory of one.)";
    }

    private static (double Rate, double Bytes, double Bandwidth)? Of(string name)
    {
        double? Value(string column) => TrendData.Accelerators(column, "", "", n => n == name).Points is [var only, ..] ? only.Value : null;
        return (Value("tensor16_flop_per_s") ?? Value("fp16_flop_per_s")) is { } rate && Value("memory_bytes") is { } bytes
            && Value("memory_bytes_per_s") is { } bandwidth ? (rate, bytes, bandwidth) : null;
    }
}
