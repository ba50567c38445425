using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Zoo.Tests;

/// <summary>Networks of the zoo on the way that a user's go: cleaned up, inferred, profiled.</summary>
internal static class ProfileOf
{
    public static NetworkProfile Network(string reference, ProfileOptions? options = null)
    {
        var diagnostics = new DiagnosticBag();
        using var model = NetworkZoo.Build(NetworkZoo.Prefix + reference.Replace(NetworkZoo.Prefix, "", StringComparison.Ordinal));
        Verifier.Check(model, diagnostics);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.Empty(diagnostics.All.Select(d => d.ToString()));
        return Profiler.Profile(reference, model, inference, options ?? new());
    }
}
