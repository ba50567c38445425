using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Zoo;

namespace Ridgeline.Prediction.Tests;

/// <summary>Networks of the zoo, made ready for prediction.</summary>
internal static class Loaded
{
    public static Workload Zoo(string network, long batch = 1, bool single = true)
    {
        var diagnostics = new DiagnosticBag();
        var model = NetworkZoo.Build($"zoo:{network}{(network.Contains('?', StringComparison.Ordinal) ? "&" : "?")}batch={batch}");
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.False(diagnostics.HasErrors);
        return new($"zoo:{network}", model, inference, batch) { Single = single && batch > 1 ? Zoo(network) : null };
    }
}
