using System.Diagnostics;
using Google.Protobuf;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Onnx.Tests;

/// <summary>
/// Seeded mutations of models end in a graph or in diagnostics, within a bound of time and memory. To repeat one: the environment variable
/// RIDGELINE_FUZZ_SEED names the seed that a failure printed; RIDGELINE_FUZZ_COUNT asks for more than in CI.
/// </summary>
public class FuzzTests(ITestOutputHelper output)
{
    private const int Mutations = 24_000;
    private const double MostSeconds = 2;
    private static readonly byte[][] s_models =
    [
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "mnist-8.onnx")), Samples.Everything().ToByteArray(), Samples.Small().ToByteArray(),
        Samples.Chain().ToByteArray(),
    ];

    private static readonly global::Onnx.ModelProto[] s_parsed = Array.ConvertAll(s_models, global::Onnx.ModelProto.Parser.ParseFrom);

    [Fact]
    public void Mutations_end_in_a_graph_or_a_diagnostic()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("RIDGELINE_FUZZ_SEED"), out var only))
        {
            Run(only);
            return;
        }
        var count = int.TryParse(Environment.GetEnvironmentVariable("RIDGELINE_FUZZ_COUNT"), out var asked) ? asked : Mutations;
        var (models, slowest, largest) = (0, 0.0, 0L);
        var total = Stopwatch.StartNew();
        for (var seed = 0; seed < count; seed++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            try
            {
                models += Run(seed) ? 1 : 0;
            }
            catch (Exception e)
            {
                Assert.Fail($"RIDGELINE_FUZZ_SEED={seed}: {e}");
            }
            // The first runs pay for compiling.
            if (seed >= 10 && watch.Elapsed.TotalSeconds > slowest) slowest = watch.Elapsed.TotalSeconds;
            Assert.True(seed < 10 || slowest < MostSeconds, $"RIDGELINE_FUZZ_SEED={seed}: {slowest} s");
            var used = GC.GetAllocatedBytesForCurrentThread() - before;
            largest = Math.Max(largest, used);
            Assert.True(used < (64L << 20) + (200L * Original(seed).Length), $"RIDGELINE_FUZZ_SEED={seed}: {used} bytes");
        }
        output.WriteLine($"{count} mutations, {models} of them still models, in {total.Elapsed.TotalSeconds:f1} s; slowest {slowest * 1000:f0} ms, largest {largest >> 10} KiB");
    }

    private static byte[] Original(int seed) => s_models[seed % s_models.Length];

    // A third changes bytes, a third meaning, a third both.
    private static byte[] Mutant(int seed)
    {
        var kind = seed / s_models.Length % 3;
        var bytes = kind == 0 ? Original(seed) : StructuralMutation.Of(s_parsed[seed % s_models.Length], seed);
        return kind == 1 ? bytes : Mutation.Of(bytes, s_models[seed / 7 % s_models.Length], seed);
    }

    private static bool Run(int seed)
    {
        var bytes = Mutant(seed);
        var bag = new DiagnosticBag();
        using var model = OnnxReader.Read(bytes, "fuzz.onnx", bag);
        if (model is null)
        {
            Assert.True(bag.HasErrors, "no model and no error");
            return false;
        }
        Assert.False(bag.HasErrors, "a model in spite of errors");
        Verifier.Check(model, bag);
        Assert.False(bag.HasErrors, $"the verifier refuses what was read:\n{string.Join('\n', bag.Errors)}");
        using var again = Reads.Good(Reads.Write(model));
        Assert.Equal([], ModelEquality.Differences(model, again));
        new ShapeInference().Run(model, bag);
        using var inferred = Reads.Good(Reads.Write(model));
        return true;
    }
}
