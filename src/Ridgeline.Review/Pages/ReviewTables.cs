using System.Globalization;
using Ridgeline.Reports.Tables;
using Ridgeline.Review.Overflow;
using Ridgeline.Review.Uses;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Pages;

/// <summary>Reviews as tables.</summary>
public static class ReviewTables
{
    private const int Bits = 8;
    private static readonly int[] s_widths = [8, 16, 24, 32];

    /// <summary>A row a finding.</summary>
    public static ReportTable Findings(IReadOnlyList<MachineReview> reviews) => new("",
        [
            new("Machine", "machine", false), new("Severity", "severity", false), new("Rule", "rule", false), new("What", "message", false), new("Where",
                "location", false),
            new("What to do", "hint", false, Yields: 1), new("Evidence", "evidence", false, Yields: 2),
        ],
        [.. reviews.SelectMany(r => r.Findings.Select(f => new[]
        {
            Cell.Of(r.Machine.Name), Cell.Of(Word(f.Severity)), Cell.Of(f.Rule), Cell.Of(f.Message), Cell.Of(f.Location), Cell.Of(f.Hint),
            Cell.Of(string.Join("; ", f.Evidence.Select(Text))),
        }))]);

    /// <summary>The evidence of a finding.</summary>
    internal static ReportTable Evidence(Finding finding) => new("Evidence",
        [new("Evidence", "evidence", false), new("Value", "value"), new("Unit", "unit", false)],
        [.. finding.Evidence.Select(e => new[] { Cell.Of(e.Name), Cell.Of(e.Value), Cell.Of(e.Unit) })]);

    /// <summary>
    /// How wide an accumulator each layer of ResNet-50 needs for products of 8 bits, and how many of the sampled outputs overflow at 8, 16, 24 and 32.
    /// </summary>
    public static ReportTable Accumulators(NetworkShelf shelf) => new(
        "Accumulators of ResNet-50, 8-bit weights and activations: 12 rows x 12 columns of each layer, all K products, seeded",
        [
            new("Layer", "layer", false), new("K", "k"), new("Safe bits", "safe_bits"), new("Needed here", "needed_bits"), new("Outputs", "outputs"),
            .. s_widths.Select(w => new Column($"Over {w} bit", $"overflowed_{w}")),
        ],
        [.. ResNetProducts.Layers(shelf).Select(l => Row(OverflowCount.Of(l, Bits, s_widths)))]);

    /// <summary>Machines ranked for a use.</summary>
    public static ReportTable Ranking(IReadOnlyList<UseScore> scores) => new(scores.Count > 0 ? $"For {scores[0].Use.Name}: {scores[0].Use.Title}" : "",
        [
            new("Machine", "machine", false), new("Score", "score"), new("Strong in", "strong", false), new("Weak in", "weak", false), new("Not known",
                "unknown", false),
        ],
        [.. scores.Select(s => new[]
        {
            Cell.Of(s.Machine.Name), new(s.Total.ToString("0", CultureInfo.InvariantCulture), s.Total.ToString("R", CultureInfo.InvariantCulture)),
                Cell.Of(Best(s, true)),
            Cell.Of(Best(s, false)), Cell.Of(string.Join(", ", s.Unknown)),
        })]);

    /// <summary>Every need of every machine: value, score, weight.</summary>
    public static ReportTable Needs(IReadOnlyList<UseScore> scores) => new("What the scores are made of",
        [
            new("Machine", "machine", false), new("Need", "need", false), new("Weight", "weight"), new("Value", "value"), new("Unit", "unit", false),
                new("Score", "score"),
            new("Why", "source", false, Yields: 1),
        ],
        [.. scores.SelectMany(s => s.Parts.Select(p => new[]
        {
            Cell.Of(s.Machine.Name), Cell.Of(p.Need.Measure), Cell.Of(p.Need.Weight), Cell.Of(p.Value), Cell.Of(Measures.UnitOf(p.Need.Measure)),
                Cell.Of(p.Score),
            Cell.Of(p.Need.Source),
        }))]);

    /// <summary>How near each basic module comes to its roofline, a column a machine.</summary>
    public static ReportTable Modules(IReadOnlyList<UseScore> scores) => new("Basic modules: share of their roofline at batch 64",
        [new("Module", "module", false), .. scores.Select(s => new Column(s.Machine.Name, s.Machine.Name))],
        scores.Count == 0 ? [] : [.. scores[0].Modules.Select((m, i) => (Cell[])[Cell.Of(m.Module), .. scores.Select(s => Share(s.Modules[i].NearRoofline))])]);

    internal static string Word(Severity severity) => severity.ToString().ToLowerInvariant();

    internal static string Text(Evidence e) => $"{e.Name} {Figure.Of(e.Value)}{(e.Unit is "" or "1" ? "" : " " + e.Unit)}";

    private static Cell[] Row(OverflowCount c) =>
    [
        Cell.Of(c.Layer.Name), Cell.Of((Int128)c.Layer.K), Cell.Of((Int128)SafeWidth.Of(Bits, Bits, c.Layer.K)), Cell.Of((Int128)c.Needed),
            Cell.Of((Int128)c.Outputs),
        .. c.Overflowed.Select(o => Cell.Of((Int128)o)),
    ];

    private static Cell Share(double share) => new(Figure.Percent(share), share.ToString("R", CultureInfo.InvariantCulture));

    private static string Best(UseScore score, bool best)
    {
        var known = score.Parts.Where(p => p.Score is not null && (best ? p.Score >= 0.5 : p.Score < 0.5));
        var ordered = best ? known.OrderByDescending(p => p.Score * p.Need.Weight) : known.OrderByDescending(p => (1 - p.Score) * p.Need.Weight);
        return string.Join(", ", ordered.Take(3).Select(p => Say(p.Need.Measure, p.Value!.Value)));
    }

    private static string Say(string measure, double value)
        => Measures.UnitOf(measure) is var unit && unit == "1" ? $"{measure} {Figure.Of(value)}" : $"{measure} {Figure.Short(value)}{unit.TrimStart('1')}";
}
