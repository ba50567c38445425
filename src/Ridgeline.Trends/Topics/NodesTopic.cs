using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>Transistors, clocks, power and cores, and where each curve bends.</summary>
internal static class NodesTopic
{
    public static TrendTopic Create(Assumptions assumed)
    {
        var area = new TrendSeries("transistors on an area, by the node's name", "1/nm2",
            [.. TrendData.Nodes.Points.Select(p => p with { Value = 1 / (p.Value * p.Value) })]);
        var nodes = new TrendFit(new(area), "the names of process nodes, squared: since about 22 nm a name is no length");
        var transistors = TrendData.Microprocessors("transistors", "transistors of a processor", "thousands");
        var moore = new TrendFit(new(transistors), "microprocessors since 1971", 24, "Moore 1975: every two years");
        BentFit Bent(string series, string name, string unit) => new(TrendData.Microprocessors(series, name, unit));
        BentFit[] bends =
        [
            Bent("frequency", "clock", "MHz"), Bent("watts", "power", "W"), Bent("specint", "speed of one thread (SPECint)", "x 1000"),
            Bent("cores", "cores", ""), new(transistors),
        ];
        return new("nodes", "Is Moore's law dead?")
        {
            Answers =
            [
                $"The number of transistors of a processor {Doubling(moore.Fit)}; it has not slowed. Moore said every year in 1965 and every two "
                    + "years in 1975; 18 months was a colleague's figure for speed.",
                $"What a node's name promises of area {Doubling(nodes.Fit)}.",
                .. bends[..4].Select(Sentence),
            ],
            Fits = [moore, nodes],
            Bends = bends,
            Projections = [new Projection(moore.Fit, assumed["year"], "transistors of a processor", "transistors grow as they did since 1971")],
            Assumptions = assumed.Of("year"),
            Sources = [DataSource.Microprocessors, DataSource.Nodes],
        };
    }

    private static string Sentence(BentFit bend) =>
        $"{char.ToUpperInvariant(bend.Series.Name[0])}{bend.Series.Name[1..]}: x {Math.Pow(2, bend.SlopeBefore):0.00} a year before {bend.Bend:0} "
        + $"({bend.BendLow:0} to {bend.BendHigh:0}), x {Math.Pow(2, bend.SlopeAfter):0.00} after.";
}
