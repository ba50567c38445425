using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Reports.Charts;
using Ridgeline.Review.Overflow;
using Ridgeline.Review.Rules;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Pages;

/// <summary>What rules rest on, as pictures.</summary>
public static class ReviewPictures
{
    private const int Bits = 8;
    private static readonly int[] s_widths = [8, 16, 24, 32];

    /// <summary>How many findings each machine has, by severity.</summary>
    public static string Findings(IReadOnlyList<MachineReview> reviews)
    {
        var severities = Enum.GetValues<Severity>().Reverse().ToList();
        return StackedBars.Draw(new([.. severities.Select(s => new Section(ReviewTables.Word(s)))],
            [.. reviews.Select(r => new Bar(r.Machine.Name, [.. severities.Select(s => (double)r.Findings.Count(f => f.Severity == s))]))]), new()
        {
            Title = "Findings of ten rules", Subtitle = "a bar is a machine; colour is how much a finding matters", Direction = BarDirection.Rightward,
        });
    }

    /// <summary>The mix of a data centre below the limits of a machine: each family against the peak of its own format.</summary>
    public static string Mix(MachineReview review)
    {
        var (machine, marks) = (review.Machine, new List<RooflineMark>());
        var bandwidth = machine.MainMemory.Bandwidth?.Value ?? 0;
        foreach (var (family, share, prediction, of) in OnlyCnns.Mix(review.Context))
        {
            var flops = prediction.Layers.Sum(l => (double)l.Span.Flops.Value);
            var moved = prediction.Layers.Sum(l => (double)Attainment.OffChip(prediction, l.Span).Moved.Value);
            if (moved <= 0 || of.OfPeak <= 0 || bandwidth <= 0) continue;
            var ridge = flops / of.Arithmetic / bandwidth;
            marks.Add(new(family, flops / moved / ridge, of.OfPeak, share, family, $"{prediction.Network}, {prediction.Precision.Name()}, "
                + $"{Figure.Percent(share)} of the load\n"
                + $"{Figure.Percent(of.OfPeak)} of peak, {Figure.Percent(of.NearRoofline)} of its own roofline\n{Figure.Of(flops / moved)} FLOP a byte "
                    + $"of {machine.MainMemory.Name}"));
        }
        return Roofline.Draw(new([new("peak", 1)], [new(machine.MainMemory.Name, 1)], marks), new()
        {
            Title = $"A data centre's mix on {machine.Title}", PlotHeight = 300, LargestRadius = 24, Labels = marks.Count,
            Subtitle = "a disc is a family of networks, its area its share of the load of July 2016; starts of layers left out",
            Format = share => PlainNumber.Percent(share), FormatBandwidth = _ => "", FormatIntensity = r => r.ToString("0.####", CultureInfo.InvariantCulture),
            Across = "operational intensity (1 is the ridge point: to the left main memory is the limit, to the right arithmetic)",
            Note = marks.Count == 0 ? "no network of the mix moves anything through a memory off the chip" : "",
        });
    }

    /// <summary>How near networks of different years come to their rooflines.</summary>
    public static string Years(MachineReview review)
    {
        var years = NetworkOfTheMoment.Years(review.Context);
        var median = years.Select(y => y.NearRoofline).Order().ElementAt(years.Count / 2);
        return StackedBars.Draw(new([new("share of its roofline")],
            [.. years.Select(y => new Bar(string.Create(CultureInfo.InvariantCulture, $"{y.Year} {y.Network.Name[4..]}"), [y.NearRoofline]))]), new()
        {
            Title = $"Networks of different years on {review.Machine.Title}", Direction = BarDirection.Rightward, Format = PlainNumber.Percent,
            Subtitle = "how near each comes to its own roofline at batch 1, starts left out; best over median is the network of the moment",
            Limit = new(median, $"median {Figure.Percent(median)}"),
        });
    }

    /// <summary>The evidence of a finding that can be laid side by side: those numbers of one unit that are most; null if no two share one.</summary>
    public static string? Evidence(MachineReview review, Finding finding)
    {
        // Shares up to 1 are not laid beside factors of any size.
        var alike = finding.Evidence.Where(e => e.Value >= 0).GroupBy(e => (e.Unit, e.Unit == "1" && e.Value <= 1)).MaxBy(g => g.Count())?.ToList() ?? [];
        if (alike.Count < 2) return null;
        var unit = alike[0].Unit;
        return StackedBars.Draw(new([new(finding.Rule)], [.. alike.Select(e => new Bar(e.Name.Replace('_', ' '), [e.Value]))]), new()
        {
            Title = $"{RulePage.Find(finding.Rule)!.Title} ({review.Machine.Name})", Direction = BarDirection.Rightward,
            Subtitle = unit switch { "" => "counts", "1" => alike[0].Value <= 1 ? "shares" : "ratios", _ => $"in {unit}" },
            Format = v => unit is "" or "1" ? Figure.Of(v) : SiNumber.Format(v, unit),
        });
    }

    /// <summary>How many outputs of each layer of ResNet-50 need sums of how many bits.</summary>
    public static string Accumulators(NetworkShelf shelf)
    {
        string[] kinds = [.. s_widths.Select((w, i) => i == 0 ? $"fit {w} bit" : $"need {s_widths[i - 1] + 1} to {w} bit"), $"overflow {s_widths[^1]} bit"];
        return StackedBars.Draw(new([.. kinds.Select(k => new Section(k))], [.. ResNetProducts.Layers(shelf).Select(Bar)]), new()
        {
            Title = "Sums that each layer of ResNet-50 needs for products of 8 bits", Direction = BarDirection.Upward, PlotHeight = 240,
            Subtitle = "outputs of a seeded sample whose integer product was run, by the width that held their running sum",
        });

        static Bar Bar(ProductShape layer)
        {
            var count = OverflowCount.Of(layer, Bits, s_widths);
            var over = count.Overflowed.Prepend(count.Outputs).Append(0).ToList();
            return new(layer.Name, [.. Enumerable.Range(0, s_widths.Length + 1).Select(i => (double)(over[i] - over[i + 1]))]);
        }
    }
}
