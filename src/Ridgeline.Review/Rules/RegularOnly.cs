using Ridgeline.Machines;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Irregular work against regular work: depthwise convolutions, graphs and tables that are gathered from, each held against its own roofline; and how evenly
/// pruned filters load the columns of an array.
/// </summary>
internal sealed class RegularOnly : IReviewRule
{
    private const double LeastRelative = 0.2;
    private const int FilterWeights = 1152;
    private const double Density = 0.1;

    private static readonly (string Name, long Batch)[] s_irregular = [("zoo:mobilenet-v1", 8), ("zoo:gcn", 1), ("zoo:dlrm", 64)];
    private static readonly (string Name, long Batch)[] s_regular = [("zoo:resnet50", 8), ("zoo:bert-base", 8)];

    public string Name => "regular-only";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        var regular = Figure.GeometricMean(s_regular.Select(n => Near(context, n)));
        var each = s_irregular.Select(n => (n.Name, Near: Near(context, n))).ToList();
        var irregular = Figure.GeometricMean(each.Select(e => e.Near));
        if (irregular >= LeastRelative * regular) yield break;
        var worst = each.MinBy(e => e.Near);
        var columns = context.Machine.Units.Where(u => u.Kind == UnitKind.Systolic).Select(u => u.Columns).DefaultIfEmpty(1).Max();
        yield return new(Name, irregular < LeastRelative / 4 * regular ? Severity.High : Severity.Medium,
            $"dense networks reach {Figure.Percent(regular)} of their roofline, irregular ones {Figure.Percent(irregular)}; worst {worst.Name} with "
                + $"{Figure.Percent(worst.Near)}",
            [
                new("regular_near_roofline", regular, "1"), new("irregular_near_roofline", irregular, "1"),
                .. each.Select(e => new Evidence($"{e.Name[4..].Replace('-', '_')}_near_roofline", e.Near, "1")),
                new("balance_of_pruned_columns", Balance(columns), "1"), new("columns", columns, ""),
            ],
            "units", "add lanes beside the array for what has no large product, and a way to gather rows");
    }

    private static double Near(ReviewContext context, (string Name, long Batch) network)
        => Attainment.Of(context.Predict(context.Shelf.Zoo(network.Name, network.Batch))!).NearRoofline;

    /// <summary>
    /// The share of time that columns work which take a pruned filter each and wait for the one with most weights left: mean / maximum of seeded draws.
    /// </summary>
    internal static double Balance(int columns)
    {
        var random = new Random(1);
        double sum = 0, most = 0;
        for (var column = 0; column < columns; column++)
        {
            var left = 0;
            for (var i = 0; i < FilterWeights; i++) left += random.NextDouble() < Density ? 1 : 0;
            (sum, most) = (sum + left, Math.Max(most, left));
        }
        return sum / columns / most;
    }
}
