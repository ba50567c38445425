using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Tests;

namespace Ridgeline.Prediction.Tests;

/// <summary>Random networks, ready to be predicted.</summary>
internal static class RandomNetworks
{
    public static Workload Of(int seed, long batch, bool single = true)
    {
        var model = RandomModels.Of(seed, batch);
        var diagnostics = new DiagnosticBag();
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.False(diagnostics.HasErrors, $"{seed}");
        return new($"random {seed}", model, inference, batch) { Single = single && batch > 1 ? Of(seed, 1) : null };
    }
}
