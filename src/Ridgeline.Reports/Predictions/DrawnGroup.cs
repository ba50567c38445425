using Ridgeline.Prediction;
using Ridgeline.Quantities;

namespace Ridgeline.Reports.Predictions;

/// <summary>What one bar stands for: a layer or, in a network too long to draw layer by layer, a block or neighbouring blocks.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Layers">Its layers.</param>
internal sealed record DrawnGroup(string Name, IReadOnlyList<LayerPrediction> Layers)
{
    // Beyond, a bar is thinner than a pixel or two.
    private const int MostBars = 400;

    /// <summary>Whether a picture of each layer of a network would be a blur.</summary>
    internal static bool TooMany(NetworkPrediction prediction) => Timed(prediction).Count > MostBars;

    /// <summary>The layers that take time.</summary>
    internal static IReadOnlyList<LayerPrediction> Timed(NetworkPrediction prediction) =>
        [.. prediction.Layers.Where(l => l.Span.Duration > Seconds.Zero)];

    /// <summary>The bars of a network, in running order.</summary>
    internal static IReadOnlyList<DrawnGroup> Of(NetworkPrediction prediction)
    {
        var layers = Timed(prediction);
        if (layers.Count <= MostBars) return [.. layers.Select(l => new DrawnGroup(l.Span.Name, [l]))];
        var blocks = layers.GroupBy(l => l.Span.Block, StringComparer.Ordinal).Select(b => new DrawnGroup(b.Key, [.. b])).ToList();
        return [.. blocks.Chunk((blocks.Count + MostBars - 1) / MostBars).Select(Together)];
    }

    /// <summary>What the bars are, for a heading.</summary>
    internal static string Each(NetworkPrediction prediction) => TooMany(prediction) ? "each block" : "each layer";

    private static DrawnGroup Together(DrawnGroup[] blocks) => blocks is [var only] ? only
        : new($"{blocks[0].Name} .. {blocks[^1].Name}", [.. blocks.SelectMany(b => b.Layers)]);
}
