using System.Globalization;
using Ridgeline.Machines;
using Ridgeline.Prediction;
using Ridgeline.Reports.Html;

namespace Ridgeline.Reports.Predictions;

/// <summary>Predictions as one self-contained HTML file: no script, no font, no picture outside it.</summary>
public static class PredictionHtml
{
    // A longer list is folded away until it is asked for; more rows than the largest number would make a page that loads slowly.
    private const int MostOpenRows = 60, MostRows = 1000;

    // Of more machines, the table says enough.
    private const int MostDetailed = 8;

    private const string Footer = "Written by ridgeline. Every time and energy is a prediction; docs/prediction.md says how it is made and how far it was "
        + "compared with measurements.";

    /// <summary>The page.</summary>
    public static string Page(IReadOnlyList<NetworkPrediction> predictions)
    {
        if (predictions is not [var only]) return Several([.. predictions.Select(p => new StudiedMachine(p, p))]);
        var page = new HtmlPage($"{Short(only.Network)} on {only.Machine.Name} - Ridgeline", Footer);
        page.Heading($"{Short(only.Network)} on {only.Machine.Title}",
            string.Create(CultureInfo.InvariantCulture, $"What it costs: batch {only.Batch}, {only.Precision.Name()}; a prediction"));
        if (PredictionSentences.Missing(only) is { } missing) page.Warning([missing]);
        page.Figures(Figures(only));
        foreach (var sentence in PredictionSentences.Facts(only)) page.Paragraph(sentence);
        if (only.Notes.Count > 0) page.Notes(only.Notes);
        Details(page, only);
        return page.ToString();
    }

    private static string Several(IReadOnlyList<StudiedMachine> machines)
    {
        var network = machines.Count == 0 ? "nothing" : Short(machines[0].Alone.Network);
        var page = new HtmlPage($"{network} on {machines.Count} machines - Ridgeline", Footer);
        page.Heading(network, $"What it costs on {machines.Count} machines: predictions");
        if (ComparisonSentences.Missing(machines).ToList() is { Count: > 0 } missing) page.Warning(missing);
        ComparisonPage.Add(page, machines);
        foreach (var machine in machines.Take(machines.Count <= MostDetailed ? MostDetailed : 0).Select(m => m.Alone))
        {
            page.Section($"{machine.Machine.Title} ({machine.Machine.Name})");
            foreach (var sentence in PredictionSentences.Facts(machine)) page.Paragraph(sentence);
            page.Picture(PredictionPictures.Draw(machine, PredictionPicture.Roofline));
            page.Table(PredictionTables.Layers(machine, null), folded: true);
        }
        return page.ToString();
    }

    private static void Details(HtmlPage page, NetworkPrediction prediction)
    {
        Section("What limits each layer", PredictionPicture.Roofline, "Each disc is a layer, as large as its share of the time. It can lie on the roof at "
            + "best: under a slope the bandwidth of that memory is the limit, under a ceiling the arithmetic of that unit. What lies far below both waits "
            + "for something else.");
        page.Table(PredictionTables.Bounds(prediction));
        Section("Where the time goes", PredictionPicture.Latency, null);
        page.Table(PredictionTables.Families(prediction));
        Section("What runs when", PredictionPicture.Timeline, "A layer starts, then computes and moves data at the same time; its longest row sets its time.");
        Section("Where the energy goes", PredictionPicture.Energy, null);
        page.Table(PredictionTables.Energies(prediction));
        page.Section("Layers");
        page.Paragraph("Bound is what sets the time of the layer. Known error is the mean error of the model against measurements of that kind of operator "
            + "on that machine; a dash says that nothing was ever compared, and then a factor of two is no surprise.");
        var rows = PredictionTables.Layers(prediction, prediction.Layers.Count > MostRows ? MostRows : null, whole: true);
        page.Table(rows, folded: rows.Rows.Count > MostOpenRows);

        void Section(string title, PredictionPicture picture, string? words)
        {
            page.Section(title);
            if (words is not null) page.Paragraph(words);
            page.Picture(PredictionPictures.Draw(prediction, picture));
        }
    }

    private static IEnumerable<(string Value, string Name)> Figures(NetworkPrediction p)
    {
        yield return (p.Latency.ToString(), p.Batch == 1 ? "latency" : string.Create(CultureInfo.InvariantCulture, $"latency of a batch of {p.Batch}"));
        yield return ($"{p.Serving.Saturation.ToString(p.Serving.Saturation >= 100 ? "N0" : "G3", CultureInfo.InvariantCulture)}/s", "at saturation");
        yield return (p.Energy.ToString(), p.Batch == 1 ? "energy" : "energy of a batch");
        yield return (p.Utilisation.ToString("0.0 %", CultureInfo.InvariantCulture), "of peak");
        yield return (p.PeakMemory.ToString(), "peak memory");
    }

    // A path tells where a file lay, its end what it is.
    private static string Short(string network) => network.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) ? Path.GetFileName(network) : network;
}
