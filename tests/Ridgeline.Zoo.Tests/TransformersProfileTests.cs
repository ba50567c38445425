using System.Diagnostics;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Zoo.Tests;

/// <summary>The networks as the profile sees them: cleaned up, inferred, counted.</summary>
public sealed class TransformersProfileTests
{
    [Theory]
    [MemberData(nameof(TransformersTotalsTests.Published), MemberType = typeof(TransformersTotalsTests))]
    public void The_profile_counts_the_published_parameters(string request, long parameters, string source) =>
        Assert.Equal((parameters, source), (Profile(request).Parameters, source));

    [Fact]
    public void Decoding_profiles_the_same_parameters()
    {
        Assert.Equal(6_738_415_616, Profile("llama-2-7b?phase=decode&context=4096&batch=8").Parameters);
        Assert.Equal(124_439_808, Profile("gpt2?phase=decode&batch=8").Parameters);
    }

    [Theory]
    [InlineData("llama-3.1-405b")]
    [InlineData("llama-3.1-405b?phase=decode&batch=64&context=131071")]
    public void The_largest_network_profiles_within_two_seconds_and_300_megabytes(string request)
    {
        Profile("llama-3.1-8b");
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        Profile(request);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
    }

    private static NetworkProfile Profile(string request)
    {
        var diagnostics = new DiagnosticBag();
        var model = TransformersCase.Build(request);
        PassPipeline.CleanUp().Run(model, diagnostics);
        var inference = new ShapeInference().Infer(model, diagnostics);
        Assert.Empty(diagnostics.All);
        return Profiler.Profile(request, model, inference, new());
    }
}
