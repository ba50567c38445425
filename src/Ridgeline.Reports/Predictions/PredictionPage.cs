using Ridgeline.Prediction;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Predictions;

/// <summary>Predictions as a page of text: sentences, then tables; several machines side by side first.</summary>
public static class PredictionPage
{
    /// <summary>Writes the page with a writer of tables.</summary>
    public static void Write(IReadOnlyList<NetworkPrediction> predictions, int? top, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        if (predictions.Count > 1) Table(PredictionTables.Machines(predictions));
        foreach (var prediction in predictions)
        {
            foreach (var sentence in PredictionSentences.Of(prediction)) to.Write($"{sentence}\n\n");
            if (predictions.Count > 1) continue;
            Table(PredictionTables.Layers(prediction, top));
            Table(PredictionTables.Bounds(prediction));
            Table(PredictionTables.Energies(prediction));
        }

        void Table(ReportTable one)
        {
            table(one, to);
            to.Write('\n');
        }
    }

    /// <summary>Writes the tree of terms of a layer.</summary>
    public static void Explain(Term term, TextWriter to, int depth = 0)
    {
        to.Write($"{new string(' ', 2 * depth)}{term.Name}  {term.Value}  {term.Formula}\n");
        foreach (var child in term.Children) Explain(child, to, depth + 1);
    }
}
