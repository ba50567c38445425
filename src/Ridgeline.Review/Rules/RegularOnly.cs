using Ridgeline.Machines;
using Ridgeline.Review.Irregular;

namespace Ridgeline.Review.Rules;

/// <summary>
/// Irregular work against regular work: depthwise convolutions, a graph, tables whose rows are gathered a line at a time, each held against its own
/// roofline; and
/// how evenly pruned filters load the columns of an array.
/// </summary>
internal sealed class RegularOnly : IReviewRule
{
    private const int Seed = 1;

    // 80 rows a table and example are those of the recommenders DLRM-RMC1 and RMC2 (Gupta et al. 2020, arXiv:2001.02772, table 1).
    private static readonly (string Name, long Batch)[] s_irregular = [("zoo:mobilenet-v1", 8), ("zoo:gcn", 1), ("zoo:dlrm?lookups=80", 64)];
    private static readonly (string Name, long Batch)[] s_regular = [("zoo:resnet50", 8), ("zoo:bert-base", 8)];

    public string Name => "regular-only";

    public IEnumerable<Finding> Check(ReviewContext context)
    {
        var regular = Figure.GeometricMean(s_regular.Select(n => Near(context, n)));
        var each = s_irregular.Select(n => (n.Name, Near: Near(context, n))).ToList();
        var irregular = Figure.GeometricMean(each.Select(e => e.Near));
        if (Loss.Of(regular / Math.Max(irregular, double.Epsilon)) is { } lost)
        {
            var worst = each.MinBy(e => e.Near);
            yield return new(Name, lost,
                $"dense networks reach {Figure.Percent(regular)} of their roofline, irregular ones {Figure.Percent(irregular)}; worst {worst.Name} with "
                    + $"{Figure.Percent(worst.Near)}",
                [
                    new("regular_near_roofline", regular, "1"), new("irregular_near_roofline", irregular, "1"),
                    .. each.Select(e => new Evidence($"{Short(e.Name)}_near_roofline", e.Near, "1")),
                    new("line", GatheredRows.LineOf(context.Machine), "B"),
                    new("gather_overfetch", Overfetch(context, s_irregular[^1]), "1"),
                ],
                "units", "add lanes beside the array for what has no large product, and a way to gather rows");
        }
        if (Balance(context.Machine) is { } balance) yield return balance;
    }

    // Filters are what an array's columns take: as they are stored, and sorted by software.
    private Finding? Balance(Machine machine)
    {
        if (machine.Units.Where(u => u.Kind == UnitKind.Systolic).MaxBy(u => u.Columns) is not { Columns: > 0 } array) return null;
        var balance = PrunedFilters.Layers.Average(l => LoadBalance.Of(l.Left, array.Columns));
        if (Loss.Of(1 / balance) is not { } lost) return null;
        var graph = GraphRows.Degrees(Seed);
        return new(Name, lost,
            $"columns of {array.Name} that took pruned filters would work {Figure.Percent(balance)} of the time: all wait for the fullest of {array.Columns}",
            [
                new("balance_of_pruned_filters", balance, "1"), new("columns", array.Columns, ""),
                new("balance_if_sorted", PrunedFilters.Layers.Average(l => LoadBalance.Sorted(l.Left, array.Columns)), "1"),
                new("balance_of_graph_rows", LoadBalance.Of(graph, array.Columns), "1"),
            ],
            $"units/{array.Name}", "let columns take filters from a queue, sort filters by what is left of them, or split the array");
    }

    // Rows of a gather cost whole lines of main memory; the roofline is that of the rows alone.
    private static double Near(ReviewContext context, (string Name, long Batch) network)
    {
        var of = context.Shelf.Zoo(network.Name, network.Batch);
        var line = GatheredRows.LineOf(context.Machine);
        var rows = context.Profile(of, of.Batch).Layers.GroupBy(l => l.Name).ToDictionary(g => g.Key, g => GatheredRows.RowOf(g.First()));
        return Attainment.Of(context.Predict(of)!,
            l => rows.GetValueOrDefault(l.Span.Name) is { } row ? GatheredRows.Overfetch(row, line, Seed) : 1).NearRoofline;
    }

    // How many times the bytes of its rows the largest gather of a network fetches.
    private static double Overfetch(ReviewContext context, (string Name, long Batch) network)
        => context.Profile(context.Shelf.Zoo(network.Name, network.Batch), network.Batch).Layers.Select(GatheredRows.RowOf).OfType<long>()
            .Select(row => GatheredRows.Overfetch(row, GatheredRows.LineOf(context.Machine), Seed)).DefaultIfEmpty(1).Max();

    private static string Short(string network) => network.Split(':', '?')[1].Replace('-', '_');
}
