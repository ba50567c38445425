using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Reports.Profiles;

/// <summary>A layer as pictures draw it: by itself or, in a network too long to draw layer by layer, for its twins in alike blocks too.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Block">The block, or the first of the alike ones.</param>
/// <param name="Times">How many layers it stands for.</param>
internal sealed record DrawnLayer(LayerProfile Layer, string Block, int Times)
{
    // Beyond, a layer is thinner than a pixel.
    private const int MostLayers = 400;

    /// <summary>What to call it.</summary>
    public string Name => Times == 1 ? Layer.Name : $"{WithinBlock} (x{Times})";

    /// <summary>All its operations.</summary>
    public double Flops => (double)(Layer.Work?.Flops.Value ?? 0) * Times;

    // The block is the first of many, so its own name would mislead.
    private string WithinBlock => Layer.Name.StartsWith(Block, StringComparison.Ordinal) && Layer.Name.Length > Block.Length + 1
        ? Layer.Name[(Block.Length + 1)..]
        : Layer.Name;

    /// <summary>Whether a picture of so many would be a blur.</summary>
    public static bool TooMany(int layers) => layers > MostLayers;

    /// <summary>The layers to draw, in running order.</summary>
    public static IReadOnlyList<DrawnLayer> Of(NetworkProfile profile)
    {
        if (!TooMany(profile.Layers.Count)) return [.. profile.Layers.Select(l => new DrawnLayer(l, l.Block, 1))];
        var shown = AlikeGroups.Fold(profile.GroupBy(l => l.Block)).ToDictionary(a => a.Members[0], a => a.Members.Count);
        return [.. profile.Layers.Where(l => shown.ContainsKey(l.Block)).Select(l => new DrawnLayer(l, l.Block, shown[l.Block]))];
    }
}
