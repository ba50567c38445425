using FsCheck;
using FsCheck.Fluent;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>What no loop nest can do, whatever the mapping.</summary>
public sealed class NestPhysicsTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(200);
    private static readonly Arbitrary<int> s_seeds = Gen.Choose(0, int.MaxValue - 1).ToArbitrary();

    [Fact]
    public void No_result_beats_its_roofline() => Prop.ForAll(s_seeds, seed =>
    {
        var (evaluator, mapping) = RandomNest.Of(seed);
        var (result, memories) = (evaluator.Evaluate(mapping), evaluator.Architecture.Memories);
        Assert.Equal(evaluator.Workload.Computes, result.Computes);
        Assert.InRange(result.Utilisation, 0, 1);
        Assert.True(result.Cycles >= result.Computes / evaluator.Architecture.Compute.Instances);
        foreach (var memory in memories)
        {
            var read = result.Traffic.Where(t => t.Level == memory.Name).Sum(t => (double)t.Reads);
            if (memory.ReadBandwidth is { } words) Assert.True(result.Cycles >= read / words * (1 - 1e-9));
        }
        Assert.All(result.Traffic, t => Assert.True(t is { Reads: >= 0, Fills: >= 0, Updates: >= 0, Picojoules: >= 0 }));
    }).Check(s_config);

    [Fact]
    public void Every_word_is_moved_at_least_once() => Prop.ForAll(s_seeds, seed =>
    {
        var (evaluator, mapping) = RandomNest.Of(seed);
        var result = evaluator.Evaluate(mapping);
        foreach (var tensor in evaluator.Workload.Tensors)
        {
            var outermost = result.Traffic.Last(t => t.Tensor == tensor.Name);
            var size = Touched(evaluator.Workload, tensor);
            Assert.True((tensor.IsOutput ? outermost.Updates : outermost.Reads) >= size, $"{tensor.Name}: {outermost.Reads}, {outermost.Updates} of {size}");
        }
    }).Check(s_config);

    [Fact]
    public void More_bandwidth_is_never_slower() => Prop.ForAll(s_seeds, seed =>
    {
        var (evaluator, mapping) = RandomNest.Of(seed);
        var faster = evaluator.Architecture with { Memories = [.. evaluator.Architecture.Memories.Select(m => m with { ReadBandwidth = m.ReadBandwidth * 2, WriteBandwidth = m.WriteBandwidth * 2 })] };
        Assert.True(new NestEvaluator(evaluator.Workload, faster).Evaluate(mapping).Cycles <= evaluator.Evaluate(mapping).Cycles);
    }).Check(s_config);

    [Fact]
    public void More_memory_is_never_worse() => Prop.ForAll(Gen.Choose(3, 60).ToArbitrary(), words =>
    {
        var ((workload, small), (_, large)) = (NestMapperTests.Small(words, m: 4, n: 3, k: 4), NestMapperTests.Small(words + 7, m: 4, n: 3, k: 4));
        var options = new NestSearchOptions { Objective = NestObjective.Latency };
        var (less, more) = (NestMapper.Search(workload, small, options: options), NestMapper.Search(workload, large, options: options));
        Assert.True(less.ProvenOptimal && more.ProvenOptimal);
        Assert.True(more.Result!.Cycles <= less.Result!.Cycles);
    }).Check(s_config.WithMaxTest(15));

    // Tiles of a matrix product either stay or are exchanged whole: a memory of one tile a tensor can simply be played through.
    [Fact]
    public void Fills_of_a_matrix_product_are_those_of_playing_it_through() => Prop.ForAll(s_seeds, seed =>
    {
        var (evaluator, mapping) = RandomNest.Of(seed, isProduct: true, isSpatial: false);
        var result = evaluator.Evaluate(mapping);
        for (var level = 0; level + 1 < mapping.Levels.Count; level++)
        {
            for (var t = 0; t < 2; t++)
            {
                if (!mapping.Levels[level].Keeps[t]) continue;
                var fills = result.Traffic.Single(x => x.Level == evaluator.Architecture.Memories[level].Name && x.Tensor == evaluator.Workload.Tensors[t].Name).Fills;
                Assert.Equal(Played(evaluator.Workload, mapping, level, t), fills);
            }
        }
    }).Check(s_config);

    [Fact]
    public void A_counter_that_overflows_is_an_error()
    {
        var workload = new NestWorkload("large", ["M", "N", "K"], [1L << 40, 1L << 40, 2],
            [new("A", [[new(0)], [new(2)]]), new("B", [[new(2)], [new(1)]]), new("Z", [[new(0)], [new(1)]], IsOutput: true)]);
        var architecture = NestMapperTests.Small(64).Architecture;
        var mapping = new NestMapping([new([], [], [true, true, true]), new([new(0, 1L << 40), new(1, 1L << 40), new(2, 2)], [], [true, true, true])]);
        Assert.Throws<OverflowException>(() => new NestEvaluator(workload, architecture).Evaluate(mapping));
    }

    // Strides longer than the kernel leave holes that nobody reads.
    private static long Touched(NestWorkload workload, NestTensor tensor) => tensor.Axes.Aggregate(1L, (product, axis) => product * axis.Aggregate(
        new HashSet<long> { 0 }, (places, term) => [.. places.SelectMany(p => Enumerable.Range(0, (int)workload.Sizes[term.Dimension]).Select(i => p + term.Coefficient * i))]).Count);

    private static long Played(NestWorkload workload, NestMapping mapping, int level, int tensor)
    {
        var inside = new long[workload.Dimensions.Count];
        Array.Fill(inside, 1);
        for (var l = 0; l <= level; l++)
        {
            foreach (var loop in mapping.Levels[l].Temporal) inside[loop.Dimension] *= loop.Factor;
        }
        var outer = mapping.Levels.Skip(level + 1).SelectMany(l => l.Temporal).Reverse().ToList();
        var (held, fills) = ("", 0L);
        var at = new long[outer.Count];
        do
        {
            var place = string.Join(',', Enumerable.Range(0, inside.Length).Where(workload.Tensors[tensor].DependsOn)
                .Select(d => outer.Select((loop, i) => (loop, i)).Where(x => x.loop.Dimension == d).Aggregate(0L, (sum, x) => sum * x.loop.Factor + at[x.i])));
            if (place == held) continue;
            (held, fills) = (place, fills + NestWorkload.Volume(workload.Tensors[tensor], inside));
        } while (Next(outer, at));
        return fills;
    }

    private static bool Next(IReadOnlyList<NestLoop> loops, long[] at)
    {
        for (var i = loops.Count - 1; i >= 0; i--)
        {
            if (++at[i] < loops[i].Factor) return true;
            at[i] = 0;
        }
        return false;
    }
}
