using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>Builds networks and counts what they hold, independently of the profile.</summary>
internal static class TransformersCase
{
    public static ZooNetwork Find(string name) => NetworkZoo.Find(name)!;

    public static Model Build(string request) => NetworkZoo.Build(NetworkZoo.Prefix + request);

    /// <summary>Learnt numbers: no scalars, no positions, no tables of angles. Integers of 8 bits are quantised weights.</summary>
    public static long Parameters(Model model, string prefix = "") =>
        model.Graph.Initializers.Where(i => IsParameter(i) && i.Name.StartsWith(prefix, StringComparison.Ordinal))
            .Sum(i => i.Constant!.Count);

    private static bool IsParameter(Value value) => value.Constant is { Element: not ElementType.Int64, Dims.Length: > 0 }
        && !value.Name.EndsWith("_cache", StringComparison.Ordinal);
}
