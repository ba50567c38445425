using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Diagnostics;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Makes a mapping of factors and orders that say everything: what is not said runs once.</summary>
internal sealed class MappingFromFactors(NestWorkload workload, NestArchitecture architecture, DiagnosticBag diagnostics)
{
    private const long LargestProduct = 1L << 62;

    private readonly int _dimensions = workload.Dimensions.Count;

    public NestMapping? Build(NestConstraints said, IReadOnlyList<TimeloopRemainder> remainders, SourceSpot spot)
    {
        var levels = architecture.Memories.Count;
        var factors = new long[levels, 2, _dimensions];
        for (var dimension = 0; dimension < _dimensions; dimension++) Fill(said, factors, dimension, spot);
        if (diagnostics.HasErrors) return null;
        var lasts = new long[levels, 2, _dimensions];
        for (var dimension = 0; dimension < _dimensions; dimension++) Finish(factors, lasts, dimension, spot);
        foreach (var remainder in remainders) Compare(remainder, lasts[remainder.Level, remainder.Kind, remainder.Dimension]);
        if (diagnostics.HasErrors) return null;
        return new([.. Enumerable.Range(0, levels).Select(level => Level(level, said.Levels[level], factors, lasts))]);
    }

    // What is left the last time follows from the size and the factors; a file that says something else means something else.
    private void Compare(TimeloopRemainder said, long last)
    {
        if (said.Last == last) return;
        diagnostics.Error("NEST105", $"the last round of '{workload.Dimensions[said.Dimension]}' at '{architecture.Memories[said.Level].Name}' is said to have "
            + $"{said.Last:N0}, and {last:N0} are left", said.Spot, "the rounds together must make the size");
    }

    // A factor of 0 stands for all that the others leave.
    private void Fill(NestConstraints said, long[,,] factors, int dimension, SourceSpot spot)
    {
        var (product, rest) = (1L, (Level: -1, Kind: 0));
        for (var level = 0; level < said.Levels.Count; level++)
        {
            for (var kind = 0; kind < 2; kind++)
            {
                var factor = (kind == 0 ? said.Levels[level].Spatial : said.Levels[level].Temporal).Factors[dimension].Exactly ?? 1;
                factors[level, kind, dimension] = Math.Max(1, factor);
                if (factor == 0) rest = (level, kind);
                else product = product > LargestProduct / factor ? LargestProduct : product * factor;
            }
        }
        var size = workload.Sizes[dimension];
        if (product >= LargestProduct)
        {
            diagnostics.Error("NEST105", $"the factors of '{workload.Dimensions[dimension]}' make more than {LargestProduct:E0}", spot);
            return;
        }
        if (rest.Level >= 0) factors[rest.Level, rest.Kind, dimension] = product = (size + product - 1) / product;
        else if (product < size)
        {
            diagnostics.Error("NEST105", $"the factors of '{workload.Dimensions[dimension]}' make {product} of {size}", spot, "their product must be the size");
        }
    }

    // Where the factors make more than the size, the last iterations run shorter: from the outermost loop inwards, no more than is needed.
    private void Finish(long[,,] factors, long[,,] lasts, int dimension, SourceSpot spot)
    {
        var inner = 1L;
        for (var level = 0; level < factors.GetLength(0); level++)
        {
            for (var kind = 0; kind < 2; kind++) inner = checked(inner * factors[level, kind, dimension]);
        }
        var left = workload.Sizes[dimension];
        for (var level = factors.GetLength(0) - 1; level >= 0; level--)
        {
            for (var kind = 1; kind >= 0; kind--)
            {
                inner /= factors[level, kind, dimension];
                var last = (left + inner - 1) / inner;
                if (last > factors[level, kind, dimension])
                {
                    diagnostics.Error("NEST105", $"the factors of '{workload.Dimensions[dimension]}' do not cover {workload.Sizes[dimension]}", spot);
                    return;
                }
                lasts[level, kind, dimension] = last;
                left -= (last - 1) * inner;
            }
        }
    }

    private NestMappingLevel Level(int level, LevelConstraint said, long[,,] factors, long[,,] lasts)
    {
        var keeps = said.Keeps.Select(keep => keep ?? true).ToArray();
        var order = Order(said.Spatial);
        var split = Split(level, said.Spatial);
        var spatial = order.Select((d, at) => new NestLoop(d, factors[level, 0, d], lasts[level, 0, d], at >= split));
        var temporal = Order(said.Temporal).Select(d => new NestLoop(d, factors[level, 1, d], lasts[level, 1, d]));
        return new([.. temporal.Where(loop => loop.Factor > 1)], [.. spatial.Where(loop => loop.Factor > 1)], keeps);
    }

    private IEnumerable<int> Order(LoopConstraint said) => said.Innermost.Concat(Enumerable.Range(0, _dimensions)).Distinct();

    private int Split(int level, LoopConstraint said)
    {
        if (architecture.FanoutX(level) == 1 && architecture.FanoutY(level) > 1) return 0;
        return architecture.FanoutY(level) == 1 ? _dimensions : said.Split ?? _dimensions;
    }
}
