using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Search;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>Every mapping of a small problem, one after the other: every split of every size, every order, every choice of what is kept. Knows nothing of bounds.</summary>
internal sealed class BruteForce(NestWorkload workload, NestArchitecture architecture, NestConstraints constraints)
{
    private readonly NestEvaluator _evaluator = new(workload, architecture);
    private readonly int _levels = architecture.Memories.Count;

    public long Count { get; private set; }

    /// <summary>The least cycles, the least joules, the least joule-seconds; null if nothing fits.</summary>
    public (double Cycles, double Energy, double EnergyDelay)? Best(long most)
    {
        (double Cycles, double Energy, double EnergyDelay)? best = null;
        foreach (var mapping in Mappings())
        {
            if (++Count > most) return null;
            if (!Fits(mapping)) continue;
            var result = _evaluator.Evaluate(mapping);
            var (cycles, energy, both) = best ?? (double.PositiveInfinity, double.PositiveInfinity, double.PositiveInfinity);
            best = (Math.Min(cycles, result.Cycles), Math.Min(energy, result.Energy.Value), Math.Min(both, result.EnergyDelay));
        }
        return best;
    }

    private bool Fits(NestMapping mapping)
        => _evaluator.Shortfalls(mapping).Count == 0 && !Ridgeline.Accelerators.LoopNests.NestProblems.Of(_evaluator, mapping).Any();

    private IEnumerable<NestMapping> Mappings()
    {
        // Slots: for each memory the horizontal, the vertical and the temporal one.
        var splits = Enumerable.Range(0, workload.Sizes.Count).Select(d => Splits(workload.Sizes[d], _levels * 3).Where(s => IsAllowed(d, s)).ToList()).ToList();
        foreach (var factors in Product(splits))
        {
            var orders = Enumerable.Range(0, _levels).Select(level => Orders(level, [.. factors.Select(f => f[level * 3 + 2])]).ToList()).ToList();
            foreach (var order in Product(orders))
            {
                foreach (var keeps in Keeps())
                {
                    yield return new([.. Enumerable.Range(0, _levels).Select(level => new NestMappingLevel(order[level],
                        [.. Spatial(factors, level, 0), .. Spatial(factors, level, 1)], keeps[level]))]);
                }
            }
        }
    }

    private bool IsAllowed(int d, long[] split)
    {
        for (var level = 0; level < _levels; level++)
        {
            if (split[level * 3] > architecture.FanoutX(level) || split[level * 3 + 1] > architecture.FanoutY(level)) return false;
            if (constraints.Levels[level].Temporal.Factors[d] is { Exactly: { } exactly } && split[level * 3 + 2] != exactly) return false;
            if (constraints.Levels[level].Temporal.Factors[d].AtMost < split[level * 3 + 2]) return false;
        }
        return true;
    }

    private static IEnumerable<NestLoop> Spatial(IReadOnlyList<long[]> factors, int level, int axis)
        => factors.Select((f, d) => new NestLoop(d, f[level * 3 + axis], axis == 1)).Where(loop => loop.Factor > 1);

    private IEnumerable<IReadOnlyList<NestLoop>> Orders(int level, long[] factors)
    {
        var said = constraints.Levels[level].Temporal.Innermost;
        var loops = factors.Select((f, d) => new NestLoop(d, f)).Where(loop => loop.Factor > 1).ToList();
        var first = said.SelectMany(d => loops.Where(loop => loop.Dimension == d)).ToList();
        return Permutations([.. loops.Except(first)]).Select(rest => (IReadOnlyList<NestLoop>)[.. first, .. rest]);
    }

    private IEnumerable<IReadOnlyList<bool[]>> Keeps()
    {
        var choices = Enumerable.Range(0, _levels * workload.Tensors.Count).Select(i => constraints.Levels[i / workload.Tensors.Count].Keeps[i % workload.Tensors.Count] switch
        {
            { } said => new[] { said },
            _ => i / workload.Tensors.Count == _levels - 1 ? [true] : [true, false],
        }).ToList();
        foreach (var keeps in Product(choices)) yield return [.. keeps.Chunk(workload.Tensors.Count)];
    }

    private static IEnumerable<long[]> Splits(long size, int slots)
    {
        if (slots == 1) return [[size]];
        return from factor in Enumerable.Range(1, (int)size).Where(f => size % f == 0)
               from rest in Splits(size / factor, slots - 1)
               select (long[])[factor, .. rest];
    }

    private static IEnumerable<List<T>> Permutations<T>(List<T> items)
    {
        if (items.Count == 0) return [[]];
        return from at in Enumerable.Range(0, items.Count)
               from rest in Permutations(items.Where((_, i) => i != at).ToList())
               select (List<T>)[items[at], .. rest];
    }

    private static IEnumerable<IReadOnlyList<T>> Product<T>(IReadOnlyList<IReadOnlyList<T>> choices)
        => choices.Aggregate<IReadOnlyList<T>, IEnumerable<IReadOnlyList<T>>>([[]], (done, next) => done.SelectMany(left => next.Select(right => (IReadOnlyList<T>)[.. left, right])));
}
