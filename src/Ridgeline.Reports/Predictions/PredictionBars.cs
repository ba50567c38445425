using Ridgeline.Prediction;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Predictions;

/// <summary>Where time and energy go, layer by layer.</summary>
internal static class PredictionBars
{
    internal static string Latency(NetworkPrediction prediction)
    {
        var sections = PredictionColors.Paces(prediction);
        return StackedBars.Draw(Data(prediction, sections, l => PaceTerms.Of(l).Select(part => (PaceTerms.Name(part.Bound), part.Time))), new()
        {
            Title = $"Time of {DrawnGroup.Each(prediction)} on {prediction.Machine.Title}",
            Subtitle = $"{prediction.Latency} in all; colour is what sets the pace: the longest of arithmetic and memory levels, and starts on top",
            Format = Time,
        });
    }

    internal static string Energy(NetworkPrediction prediction) =>
        StackedBars.Draw(Data(prediction, PredictionColors.Energies(prediction), l => l.Span.Energy.Select(e => (e.Kind, e.Energy.Value))), new()
        {
            Title = $"Energy of {DrawnGroup.Each(prediction)} on {prediction.Machine.Title}",
            Subtitle = $"{prediction.Energy} in all; static is idle power over the time that it takes",
            Format = Joule,
        });

    internal static string Time(double seconds) => new Seconds(seconds).ToString();

    internal static string Joule(double joules) => new Joules(joules).ToString();

    private static StackedBarsData Data(
        NetworkPrediction prediction, IReadOnlyList<Section> sections, Func<LayerPrediction, IEnumerable<(string Name, double Value)>> parts)
    {
        var places = sections.Select((s, i) => (s.Name, i)).ToDictionary(p => p.Name, p => p.i, StringComparer.Ordinal);
        return new(sections, [.. DrawnGroup.Of(prediction).Select(Bar)]);

        Bar Bar(DrawnGroup group)
        {
            var values = new double[sections.Count];
            foreach (var (name, value) in group.Layers.SelectMany(parts))
            {
                if (value > 0) values[places[name]] += value;
            }
            return new(group.Name, values);
        }
    }
}
