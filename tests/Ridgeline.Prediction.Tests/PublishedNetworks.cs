using System.Globalization;
using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

/// <summary>Whole networks whose speed was published, on machines of the catalogue as it predicts them.</summary>
internal static class PublishedNetworks
{
    /// <summary>A row of the file with what the model says.</summary>
    public sealed record Row(string Network, string Title, Machine Machine, string Precision, long Batch, string Engine, string Source, double Measured, NetworkPrediction Predicted)
    {
        /// <summary>Predicted time / measured time - 1.</summary>
        public double Error => (Measured / (Batch / Predicted.Latency.Value) / Sockets) - 1;

        /// <summary>Machines beside each other.</summary>
        public double Sockets { get; init; } = 1;
    }

    /// <summary>All rows.</summary>
    public static List<Row> All { get; } = [.. Facts.Rows("published_networks.csv").Select(Read)];

    private static Row Read(Dictionary<string, string> row)
    {
        var (share, batch) = (row.Number("share"), (long)row.Number("batch"));
        var whole = MachineCatalog.Find(row["machine"])!;
        var machine = share < 1 ? Part(whole, share) : whole;
        var options = new PredictionOptions { Precision = NumberFormats.Find(row["precision"]) };
        var title = share == 1 ? whole.Name : string.Create(CultureInfo.InvariantCulture, $"{share} x {whole.Name}");
        return new(row["network"], title, machine, row["precision"], batch, row["engine"], row["source"], row.Number("items_per_s"),
            Predictor.Predict(Loaded.Zoo(row["network"], batch, single: false), machine, options)) { Sockets = Math.Max(1, share) };
    }

    // A cloud's smaller machine: so many of the cores, and their part of all that is shared.
    private static Machine Part(Machine machine, double share) => machine with
    {
        Cores = (long)(machine.Cores!.Value * share), Memory = Part(machine.Memory, share),
        Units = [.. machine.Units.Select(u => u with { Count = (int)(u.Count * share), Rates = [.. u.Rates.Select(r => r with { Peak = r.Peak * share })] })],
    };

    private static MemoryLevel Part(MemoryLevel level, double share) => level with
    {
        Size = level.Instances > 1 ? level.Size : level.Size?.Scale(share), Instances = Math.Max(1, (int)(level.Instances * share)),
        ReadBandwidth = level.ReadBandwidth * share, WriteBandwidth = level.WriteBandwidth * share, Children = [.. level.Children.Select(c => Part(c, share))],
    };
}
