namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// Groups layers into blocks. Names carry the structure of the code that made them (<c>layer1.0.conv1</c>, <c>/layer1/layer1.0/conv1/Conv</c>): a block
/// is a common prefix. Without such names, or where they number the operators, a block is a layer with weights and the layers that follow it without.
/// </summary>
internal static class LayerBlocks
{
    // Fewer blocks than this hide the network; more are not looked at but searched.
    private const int Enough = 12;
    private const int Most = 200;
    private const int Few = 4;

    // Names come from files: a hostile one may have a million parts.
    private const int Deepest = 12;

    /// <summary>The block of each layer, in order.</summary>
    public static string[] Of(IReadOnlyList<(string Name, bool HasWeights)> layers)
    {
        if (layers.Count == 0) return [];
        var paths = layers.Select(l => Split(l.Name)).ToArray();
        if (paths.Count(p => p.Length > 1) * 2 < layers.Count) return ByWeights(layers);
        var deepest = Math.Min(Deepest, paths.Max(p => p.Length));
        var depth = 1;
        while (depth < deepest && Distinct(paths, depth) < Enough && Distinct(paths, depth + 1) <= Most) depth++;
        var blocks = Array.ConvertAll(paths, p => Prefix(p, depth));
        return IsStructure(blocks) ? blocks : ByWeights(layers);
    }

    // Some exporters number the operators (Conv.12), and then the prefix is no part of the network: the layers of one do not stand together. And
    // a few prefixes over many layers (features.0, features.1, ...) hide it.
    private static bool IsStructure(string[] blocks)
    {
        var runs = 1 + blocks.Zip(blocks.Skip(1)).Count(pair => pair.First != pair.Second);
        var distinct = blocks.Distinct().Count();
        return runs <= 2 * distinct && (distinct >= Few || blocks.Length < Enough);
    }

    private static int Distinct(string[][] paths, int depth) => paths.Select(p => Prefix(p, depth)).Distinct().Count();

    // The last part is the layer itself, unless it is all there is.
    private static string Prefix(string[] path, int depth) => string.Join('.', path, 0, Math.Min(depth, Math.Max(Math.Min(1, path.Length), path.Length - 1)));

    private static string[] Split(string name)
    {
        if (!name.Contains('/', StringComparison.Ordinal)) return name.Split('.', StringSplitOptions.RemoveEmptyEntries);
        // PyTorch writes '/layer1/layer1.0/conv1/Conv': each part may repeat the one before, and the last is the operator.
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).ToList();
        for (var i = parts.Count - 1; i > 0; i--)
        {
            if (parts[i].StartsWith(parts[i - 1] + ".", StringComparison.Ordinal)) parts[i] = parts[i][(parts[i - 1].Length + 1)..];
        }
        return [.. parts];
    }

    private static string[] ByWeights(IReadOnlyList<(string Name, bool HasWeights)> layers)
    {
        var blocks = new string[layers.Count];
        var current = layers.Count > 0 ? layers[0].Name : "";
        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i].HasWeights && (i == 0 || !layers[i - 1].HasWeights)) current = layers[i].Name;
            blocks[i] = current;
        }
        return blocks;
    }
}
