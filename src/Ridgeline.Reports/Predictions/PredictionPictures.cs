using Ridgeline.Diagnostics;
using Ridgeline.Prediction;

namespace Ridgeline.Reports.Predictions;

/// <summary>Predictions as pictures: each a standalone SVG, the same bytes for the same predictions.</summary>
public static class PredictionPictures
{
    /// <summary>Draws one machine layer by layer, or several machines side by side.</summary>
    /// <exception cref="DiagnosticException">A timeline of several machines is asked for.</exception>
    public static string Draw(IReadOnlyList<NetworkPrediction> predictions, PredictionPicture picture) => predictions is [var only]
        ? Draw(only, picture)
        : Draw([.. predictions.Select(p => new StudiedMachine(p, p))], picture);

    /// <summary>Draws one machine layer by layer.</summary>
    public static string Draw(NetworkPrediction prediction, PredictionPicture picture) => picture switch
    {
        PredictionPicture.Roofline => PredictionRoofline.Draw(prediction),
        PredictionPicture.Timeline => PredictionTimeline.Draw(prediction),
        PredictionPicture.Latency => PredictionBars.Latency(prediction),
        _ => PredictionBars.Energy(prediction),
    };

    /// <summary>Draws machines side by side.</summary>
    /// <exception cref="DiagnosticException">A timeline is asked for.</exception>
    public static string Draw(IReadOnlyList<StudiedMachine> machines, PredictionPicture picture) => picture switch
    {
        PredictionPicture.Roofline => ComparisonPictures.Roofline(machines),
        PredictionPicture.Timeline => throw new DiagnosticException(TimelineOfSeveral),
        PredictionPicture.Latency => ComparisonPictures.Latency(machines),
        _ => ComparisonPictures.Energy(machines),
    };

    /// <summary>What is told to those who ask for one timeline of several machines.</summary>
    public static Diagnostic TimelineOfSeveral { get; } = Diagnostic.Error("CLI110", "a timeline shows one machine, and several are named",
        hint: "name one with --on, or save a .pftrace, which holds all");
}
