using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Quantities;
using Ridgeline.Runtime.Bench;
using Ridgeline.Runtime.Execution;

namespace Ridgeline.Runtime.Host;

/// <summary>
/// Times this runtime's own kernels: runs small networks with a clock between their steps. All are run twice over, so that the compiler has exchanged all
/// code before the second round, and the quieter of both rounds counts.
/// </summary>
/// <param name="threads">On how many threads.</param>
/// <param name="tell">Hears what is being measured.</param>
public sealed class OperatorSurveyor(int threads, Action<string>? tell = null)
{
    private const int Rounds = 2;
    private const double WarmSeconds = 0.02;
    private const double Seconds = 0.05;
    private const int MostRuns = 300;

    /// <summary>Runs networks.</summary>
    /// <exception cref="DiagnosticException">One of them cannot be run: a fault of the tool.</exception>
    public IReadOnlyList<ProbeTimes> Run(IReadOnlyList<OperatorProbe> probes)
    {
        var best = new ProbeTimes?[probes.Count];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < probes.Count; i++)
            {
                tell?.Invoke($"{probes[i].Name}, {threads} {(threads == 1 ? "thread" : "threads")}, round {round + 1} of {Rounds}");
                var times = Time(probes[i]);
                best[i] = best[i] is not { } before ? times : before with { Times = [.. before.Times.Zip(times.Times, (a, b) => new Seconds(Math.Min(a.Value, b.Value)))] };
            }
        }
        return [.. best.OfType<ProbeTimes>()];
    }

    private ProbeTimes Time(OperatorProbe probe)
    {
        var (model, diagnostics) = (probe.Build(), new DiagnosticBag());
        new SeedWeights().Run(model, diagnostics);
        var inputs = model.Graph.Inputs.ToDictionary(i => i.Name, i => (RuntimeValue)Filled(i.Tensor!.Element, [.. i.Tensor.Shape.Select(d => d.ValueOrNull ?? 1)]));
        using var network = CompiledNetwork.Compile(model, new() { Threads = threads }, diagnostics) ?? throw new DiagnosticException([.. diagnostics.All], diagnostics.Omitted);
        using var run = network.Open(inputs);
        new ScenarioRunner([run.Run]).WarmUp(WarmSeconds);
        var layers = LayerTimes.Take(run, Seconds, MostRuns);
        return new(probe, [.. layers.Select(l => l.Step)], [.. layers.Select(l => l.Times.Median)]);
    }

    // Neither zeros nor numbers so small that arithmetic on them takes longer.
    private static RuntimeTensor Filled(Graphs.ElementType element, long[] dims)
    {
        var tensor = new RuntimeTensor(element, dims);
        if (element != Graphs.ElementType.Float) return tensor;
        var random = new RandomSource(1);
        foreach (ref var value in tensor.Span<float>()) value = (float)(0.5 + random.Uniform());
        return tensor;
    }
}
