using Ridgeline.Graphs.Building;

namespace Ridgeline.Graphs.Tests;

/// <summary>Graphs of all kinds of liveness: residuals, views of views, dead ends, several outputs, products with weights.</summary>
internal static class RandomGraphs
{
    public static Model Make(int seed, int nodes) => Sketch.Model(b =>
    {
        var random = new Random(seed);
        var values = new List<(Value Value, long Columns)>();
        for (var i = 0; i < random.Next(1, 3); i++) values.Add((b.Input($"x{i}", ElementType.Float, 4, 8), 8));
        for (var i = 0; i < nodes; i++) values.Add(Grow(b, random, values, i));
        b.Output(values[^1].Value);
        for (var i = 0; i < random.Next(3); i++)
        {
            var output = values[random.Next(values.Count)].Value;
            if (!b.Graph.Outputs.Contains(output) && !b.Graph.Inputs.Contains(output)) b.Output(output);
        }
    });

    private static (Value Value, long Columns) Grow(GraphBuilder b, Random random, List<(Value Value, long Columns)> values, int i)
    {
        var (x, columns) = values[random.Next(Math.Max(0, values.Count - 6), values.Count)];
        var name = $"n{i}";
        switch (random.Next(7))
        {
            case 0:
                var wider = random.Next(1, 16);
                return (b.Node("MatMul", name, [x, b.Weight($"w{i}", Filling.Ones, columns, wider)]), wider);
            case 1:
                var other = values.Where(v => v.Columns == columns).ElementAt(random.Next(values.Count(v => v.Columns == columns))).Value;
                return (b.Node(random.Next(2) == 0 ? "Add" : "Mul", name, [x, other]), columns);
            case 2: return (b.Node("Reshape", name, [x, b.Integers($"shape{i}", 4, columns)]), columns);
            case 3: return (b.Node("Sigmoid", name, [x]), columns);
            case 4: return (b.Node("Floor", name, [x]), columns);
            default: return (b.Node("Relu", name, [x]), columns);
        }
    }
}
