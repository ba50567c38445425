using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Tests;

/// <summary>Builds networks and counts what they hold, independently of the profile.</summary>
internal static class TransformersCase
{
    private static readonly string[] s_buffers = ["running_mean", "running_var", "_cache", "_ids", "_table", "scale", "zero_point"];

    public static ZooNetwork Find(string name) => NetworkZoo.Networks.Single(n => n.Name == name);

    /// <summary>Builds <c>name?key=value&amp;key=value</c>.</summary>
    public static Model Build(string request)
    {
        var parts = request.Split('?');
        var network = Find(parts[0]);
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["batch"] = "1" };
        foreach (var parameter in network.Parameters) values[parameter.Name] = parameter.Default;
        foreach (var pair in parts.Length == 1 ? [] : parts[1].Split('&'))
        {
            var (key, value) = (pair.Split('=')[0], pair.Split('=')[1]);
            Assert.Contains(key, values.Keys);
            values[key] = value;
        }
        return network.Build(new(values));
    }

    /// <summary>Learnt numbers: no positions, tables or quantisation constants. Integers of 8 bits are quantised weights.</summary>
    public static long Parameters(Model model, string prefix = "") =>
        model.Graph.Initializers.Where(i => i.Name.StartsWith(prefix, StringComparison.Ordinal) && IsParameter(i)).Sum(i => i.Constant!.Count);

    public static bool IsParameter(Value value) => value.Constant is { Element: not (ElementType.Int64 or ElementType.Int32) }
        && !s_buffers.Any(b => value.Name.EndsWith(b, StringComparison.Ordinal));
}
