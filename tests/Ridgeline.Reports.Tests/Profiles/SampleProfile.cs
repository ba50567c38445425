using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Reports.Tests.Profiles;

/// <summary>A profile of blocks that are all alike but for the first and the last.</summary>
internal static class SampleProfile
{
    public static NetworkProfile Of(int alike, int layersEach = 3, params string[] notes)
    {
        List<LayerProfile> layers = [Layer("embed", "embed", 5)];
        for (var block = 0; block < alike; block++)
        {
            for (var i = 0; i < layersEach; i++) layers.Add(Layer($"blocks.{block}.layer{i}", $"blocks.{block}", 100 + i));
        }
        layers.Add(Layer("head<&>", "head<&>", 50) with { Work = null, Ops = null, OutputBytes = null, Moved = null });
        return new()
        {
            Network = "folder/net<&>.onnx", Options = new(), Inputs = ["x: float[1x8]"], Outputs = ["y: float[1x8]"], Layers = layers,
            Edges = [.. Enumerable.Range(0, layers.Count - 1).Select(i => (i, i + 1))], Parameters = 1000, WeightBytes = new(4000), Notes = notes,
            Memory = new(new(4000), [.. layers.Select(l => new MemoryStep(l.Name, "forward", new(64)))], 0, [new("x", "float[1x8]", new(32))], 1),
        };
    }

    private static LayerProfile Layer(string name, string block, long macs) => new()
    {
        Name = name, Block = block, Op = "MatMul", OutputShape = "1x8", Work = new Work { Macs = new(macs) }, Ops = new(2 * macs), Parameters = 64,
        WeightBytes = new(256), InputBytes = new(32), OutputBytes = new(32), Moved = new(320),
    };
}
