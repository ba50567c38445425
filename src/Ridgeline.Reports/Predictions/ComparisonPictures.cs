using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Predictions;

/// <summary>Machines side by side: where the time goes, where the energy goes, and how near each comes to its own limits.</summary>
internal static class ComparisonPictures
{
    internal static string Latency(IReadOnlyList<StudiedMachine> machines) =>
        StackedBars.Draw(new(PredictionColors.CommonPaces, [.. machines.Select(m => Bar(m.Alone, PredictionColors.CommonPaces.Count,
            l => PaceTerms.Of(l).Select(part => (PredictionColors.CommonPace(m.Alone.Machine, part.Bound), part.Time))))]), new()
        {
            Title = $"Latency of {Network(machines)} on {ComparisonSentences.Count(machines)}", Format = PredictionBars.Time, Direction = Direction(machines),
            Subtitle = $"{Batch(machines)}; colour is what sets the pace of each layer",
        });

    internal static string Energy(IReadOnlyList<StudiedMachine> machines) =>
        StackedBars.Draw(new(PredictionColors.CommonEnergies, [.. machines.Select(m => Bar(m.Alone, PredictionColors.CommonEnergies.Count,
            l => l.Span.Energy.Select(e => (PredictionColors.CommonEnergy(m.Alone.Machine, e.Kind), e.Energy.Value))))]), new()
        {
            Title = $"Energy of {Network(machines)} on {ComparisonSentences.Count(machines)}", Format = PredictionBars.Joule, Direction = Direction(machines),
            Subtitle = $"{Batch(machines)}; static is idle power over the time that it takes",
        });

    /// <summary>One roof for all: intensity is told in ridge points, performance in shares of the peak.</summary>
    internal static string Roofline(IReadOnlyList<StudiedMachine> machines)
    {
        var marks = machines.Select(Mark).OfType<RooflineMark>().ToList();
        return Charts.Roofline.Draw(new([new("peak", 1)], [new("main memory", 1)], marks), new()
        {
            Title = $"How near {Network(machines)} comes to the limits of {ComparisonSentences.Count(machines)}",
            Subtitle = $"{Batch(machines)}; each machine is measured by its own peak, bandwidth and ridge point: its distance below the roof is what it loses",
            Format = share => PlainNumber.Percent(share), FormatBandwidth = _ => "", FormatIntensity = Ridges, Labels = marks.Count,
            Across = "operational intensity (1 is the machine's ridge point: to the left memory is the limit, to the right arithmetic)",
            Categories = Kinds(marks), PlotHeight = 340, LargestRadius = 9,
            Note = marks.Count == machines.Count ? "" : FormattableString.Invariant(
                $"{machines.Count - marks.Count} of them move nothing through a memory whose bandwidth is known, and have no place here"),
        });
    }

    private static string Network(IReadOnlyList<StudiedMachine> machines) => machines.Count == 0 ? "nothing" : machines[0].Alone.Network;

    private static string Batch(IReadOnlyList<StudiedMachine> machines) =>
        machines.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"batch {machines[0].Alone.Batch}");

    private static BarDirection Direction(IReadOnlyList<StudiedMachine> machines) =>
        machines.Count <= 60 ? BarDirection.Rightward : BarDirection.Automatic;

    private static string Ridges(double ratio) => ratio.ToString("0.####", CultureInfo.InvariantCulture);

    private static Bar Bar(NetworkPrediction prediction, int count, Func<LayerPrediction, IEnumerable<(int Place, double Value)>> parts)
    {
        var values = new double[count];
        foreach (var (place, value) in prediction.Layers.SelectMany(parts)) values[place] += value;
        return new($"{prediction.Machine.Name}, {prediction.Precision.Name()}", values);
    }

    private static RooflineMark? Mark(StudiedMachine studied)
    {
        var prediction = studied.Alone;
        var machine = prediction.Machine;
        // The outermost memory that the network moves anything through.
        var level = machine.Levels.FirstOrDefault(l => l.Bandwidth is not null && Moved(l) > 0);
        var peak = PredictionRoofline.PeakOf(prediction);
        var flops = prediction.Layers.Sum(l => (double)l.Span.Flops.Value);
        if (level is null || studied.OfPeak <= 0) return null;
        var (intensity, ridge) = (flops / Moved(level), peak / level.Bandwidth!.Value.Value);
        var tip = $"{machine.Title}, {prediction.Precision.Name()}\n{prediction.Latency}, {PlainNumber.Percent(studied.OfPeak)} of peak\n"
            + $"{intensity.ToString("G3", CultureInfo.InvariantCulture)} FLOP per byte of {level.Name}; the ridge point is "
            + ridge.ToString("G3", CultureInfo.InvariantCulture);
        return new(machine.Name, intensity / ridge, studied.OfPeak, 0.02, machine.Class.ToString().ToLowerInvariant(), tip);

        double Moved(MemoryLevel one) => prediction.Layers.SelectMany(l => l.Span.Traffic).Where(t => t.Level == one.Name).Sum(t => (double)t.Moved.Value);
    }

    private static IReadOnlyList<Section> Kinds(IEnumerable<RooflineMark> marks) =>
        [.. marks.Select(m => m.Category).Distinct().Order(StringComparer.Ordinal).Select(kind => new Section(kind))];
}
