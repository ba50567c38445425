using FsCheck;
using FsCheck.Fluent;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Factors that do not divide, against nests that are played through operation by operation.</summary>
public sealed class ImperfectNestTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300);
    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Theory]
    [InlineData(177094608)]
    [InlineData(1144482599)]
    public void Once_wrong(int seed) => Words(seed);

    [Fact]
    public void Cycles_are_those_of_playing_it_through() => Prop.ForAll(s_seeds, seed =>
    {
        var (workload, architecture, mapping) = Of(seed);
        Assert.Equal(new PlayedNest(workload, mapping, 0).Cycles(), new NestEvaluator(workload, architecture).Evaluate(mapping).ComputeCycles);
    }).Check(s_config);

    [Fact]
    public void Words_taken_in_and_sent_are_those_of_playing_it_through() => Prop.ForAll(s_seeds, Words).Check(s_config);

    private static void Words(int seed)
    {
        var (workload, architecture, mapping) = Of(seed);
        // Factors that divide are counted as Timeloop does, which extrapolates from a loop's first step.
        if (!mapping.IsImperfect) return;
        var result = new NestEvaluator(workload, architecture).Evaluate(mapping);
        for (var t = 0; t < workload.Tensors.Count; t++)
        {
            var child = -1;
            for (var level = 0; level < mapping.Levels.Count; level++)
            {
                if (!mapping.Levels[level].Keeps[t]) continue;
                Compare(workload, architecture, mapping, result, t, child, level);
                child = level;
            }
        }
    }

    [Fact]
    public void A_size_that_does_not_divide_runs_shorter_the_last_time()
    {
        // 7 in tiles of 3: 3, 3 and 1. Each tile is fetched once a column of 2.
        var workload = Product(7, 2, 1);
        var mapping = new NestMapping([new([new(0, 3)], [], [true, true, true]), new([new(0, 3), new(1, 2)], [], [true, true, true])]).Shortened(workload.Sizes);
        var result = new NestEvaluator(workload, Memories(2, [1, 1])).Evaluate(mapping);
        Assert.Equal(14, result.Cycles);
        Assert.Equal(14, result.Traffic.Single(t => t is { Level: "m0", Tensor: "A" }).Fills);
        Assert.Equal(3, result.Traffic.Single(t => t is { Level: "m0", Tensor: "A" }).UtilisedCapacity);
        Assert.Equal(1, result.Utilisation);
    }

    private static void Compare(NestWorkload workload, NestArchitecture architecture, NestMapping mapping, NestResult result, int t, int child, int level)
    {
        var (played, tensor) = (new PlayedNest(workload, mapping, t), workload.Tensors[t]);
        var (received, sent) = played.Moved(child, level);
        var from = Traffic(result, architecture, level, tensor);
        // Counts are averages of all instances, rounded.
        Near(sent, tensor.IsOutput ? from.Updates : from.Reads, from.Instances, "sent");
        if (tensor.IsOutput) Near(sent - played.Touched(level), from.Reads, from.Instances, "read");
        if (child < 0) return;
        var to = Traffic(result, architecture, child, tensor);
        Near(tensor.IsOutput ? received - played.Touched(child) : received, to.Fills, to.Instances, "filled");

        void Near(long all, long each, long instances, string what) => Assert.True(Math.Abs(all - each * instances) <= instances,
            $"{tensor.Name}, {child} to {level}, {what}: {all} played, {each} x {instances} counted; sizes {string.Join(' ', workload.Sizes)}; "
            + string.Join(" / ", mapping.Levels.Select(l => $"spatial {Loops(l.Spatial)} temporal {Loops(l.Temporal)}")));
    }

    private static string Loops(IReadOnlyList<NestLoop> loops) => string.Join(' ', loops.Select(l => $"{l.Dimension}:{l.Factor},{l.Last}"));

    private static TensorTraffic Traffic(NestResult result, NestArchitecture architecture, int level, NestTensor tensor)
        => result.Traffic.Single(x => x.Level == architecture.Memories[level].Name && x.Tensor == tensor.Name);

    private static (NestWorkload, NestArchitecture, NestMapping) Of(int seed)
    {
        var random = new Random(seed);
        long Size() => random.Next(1, 8);
        var isProduct = random.Next(2) == 0;
        var workload = isProduct ? Product(Size(), Size(), Size()) : Convolution(Size(), Size(), random.Next(1, 4));
        var levels = new List<NestMappingLevel>();
        var left = workload.Sizes.ToArray();
        for (var level = 0; level < 3; level++)
        {
            var (spatial, temporal) = (new List<NestLoop>(), new List<NestLoop>());
            for (var d = 0; d < left.Length; d++)
            {
                // Windows side by side overlap, and each is read for itself: not what playing it through would say.
                if (level > 0 && random.Next(3) == 0 && d < (isProduct ? 2 : 1)) Take(spatial, d, random.Next(1, 4));
                Take(temporal, d, level == 2 ? left[d] : random.Next(1, 4));
            }
            var order = temporal.ToArray();
            random.Shuffle(order);
            levels.Add(new(order, spatial, [.. workload.Tensors.Select(_ => level == 2 || random.Next(4) > 0)]));
        }
        var mapping = new NestMapping(levels).Shortened(workload.Sizes);
        var x1 = levels[2].Spatial.Aggregate(1L, (p, l) => p * l.Factor);
        return (workload, Memories(3, [x1 * levels[1].Spatial.Aggregate(1L, (p, l) => p * l.Factor), x1, 1]), mapping);

        void Take(List<NestLoop> loops, int d, long factor)
        {
            factor = Math.Min(factor, left[d]);
            if (factor < 2) return;
            loops.Add(new(d, factor));
            left[d] = (left[d] + factor - 1) / factor;
        }
    }

    private static NestWorkload Product(long m, long n, long k) => new("product", ["M", "N", "K"], [m, n, k],
        [new("A", [[new(0)], [new(2)]]), new("B", [[new(2)], [new(1)]]), new("Z", [[new(0)], [new(1)]], IsOutput: true)]);

    private static NestWorkload Convolution(long m, long p, long r) => new("convolution", ["M", "P", "R"], [m, p, r],
        [new("Weights", [[new(0)], [new(2)]]), new("Inputs", [[new(1), new(2)]]), new("Outputs", [[new(0)], [new(1)]], IsOutput: true)]);

    private static NestArchitecture Memories(int levels, long[] instances) => new("memories",
        [.. Enumerable.Range(0, levels).Select(i => new NestMemory { Name = "m" + i, MeshX = instances[i], PassesToNeighbours = [false, false, false] })],
        new("mac", instances[0], 1, 1));
}
