using System.Diagnostics;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Zoo.Tests;

/// <summary>The networks as the profile sees them: cleaned up, inferred, counted.</summary>
public sealed class TransformersProfileTests(ITestOutputHelper output)
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

    /// <summary>A step of decoding reads the cache once, 2 x layers x heads x width x context x batch halves, and writes one position of it.</summary>
    [Fact]
    public void Decoding_reads_the_cache_and_appends_to_it()
    {
        var attention = Profile("llama-2-7b?phase=decode&context=4096&batch=8").GroupBy(l => l.Op).Single(g => g.Name == "Attention");
        const long cache = 2L * 32 * 32 * 128 * 4096 * 8 * 2;
        Assert.InRange(attention.Moved.Value, cache, cache + (cache / 500));
    }

    [Theory]
    [InlineData("llama-3.1-405b")]
    [InlineData("llama-3.1-405b?phase=decode&batch=64&context=131071")]
    public void The_largest_network_profiles_quickly_and_within_300_megabytes(string request)
    {
        Profile("llama-3.1-8b");
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        Profile(request);
        output.WriteLine($"{request}: {watch.ElapsedMilliseconds} ms");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 300_000_000);
        // It takes a fraction of a second; a busy machine is no failure, weights that are touched would be.
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
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
