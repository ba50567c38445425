using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Planning;

/// <summary>Runs a network with fusion and without, and tells what its schedule became.</summary>
internal static class FusionCheck
{
    /// <summary>
    /// The implementations in the schedule with the number of nodes that each stands for, such as <c>Gelu*5</c>, and those of the graphs inside it. All outputs of the fused run agree with the
    /// plain one within <paramref name="tolerance"/> of the greatest magnitude, on one thread and on three with the same bits;
    /// the fused run allocates nothing, but where a plain operator <paramref name="allocates"/> or a graph is inside.
    /// </summary>
    public static string[] Steps(Action<GraphBuilder> build, double tolerance = 2e-6, int opset = 17, bool allocates = false)
    {
        using var fused = Compile(build, opset, new());
        using var threaded = Compile(build, opset, new() { Threads = 3 });
        using var plain = Compile(build, opset, new() { Fuse = false });
        var inputs = Inputs(plain);
        var (made, again, expected) = (fused.Run(inputs), threaded.Run(inputs), plain.Run(inputs));
        foreach (var name in expected.Keys)
        {
            var (a, b, c) = (Floats(made[name]), Floats(expected[name]), Floats(again[name]));
            Assert.Equal(a, c);
            Assert.Equal(((RuntimeTensor)expected[name]).Dims, ((RuntimeTensor)made[name]).Dims);
            var scale = b.Max(Math.Abs);
            for (var i = 0; i < a.Length; i++) Assert.True(Math.Abs(a[i] - b[i]) <= tolerance * scale, $"{name}: element {i} is {a[i]}, not {b[i]}");
        }
        using var run = fused.Open(inputs);
        if (!allocates && !run.Program.Steps.Any(s => s.Nested.Count > 0)) AssertNothingAllocated(run);
        return Told(run.Program);
    }

    // The runtime itself allocates now and then on a thread of ours (tiered compilation).
    private static void AssertNothingAllocated(NetworkRun run)
    {
        var each = new List<long>();
        for (var i = 0; i < 23; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Run();
            each.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
        each.Sort();
        Assert.Equal(0, each[each.Count / 2]);
    }

    private static string[] Told(Compiling.Program program) => [.. program.Steps.Select(s =>
        (s.Nodes.Count == 1 ? s.Implementation.Name : $"{s.Implementation.Name}*{s.Nodes.Count}") + string.Concat(s.Nested.Values.Select(n => $"({string.Join(", ", Told(n.Program))})")))];

    /// <summary>A constant of one float.</summary>
    public static Value Scalar(this GraphBuilder net, string name, float value) => net.Constant(name, Tensor.OfFloat([value]));

    /// <summary>A constant of seeded floats from -1 to 1.</summary>
    public static Value Noise(this GraphBuilder net, string name, params long[] dims)
    {
        var random = new Random(name.Length + (int)dims.Sum());
        var values = new float[dims.Aggregate(1L, (a, b) => a * b)];
        for (var i = 0; i < values.Length; i++) values[i] = (random.NextSingle() * 2) - 1;
        return net.Constant(name, Tensor.OfFloat(values, dims));
    }

    /// <summary>An input of floats.</summary>
    public static Value Floats(this GraphBuilder net, string name, params long[] dims) => net.Input(name, ElementType.Float, [.. dims.Select(d => Dim.Of(d))]);

    /// <summary>A node of two operands.</summary>
    public static Value Of(this GraphBuilder net, string op, string name, Value a, Value b) => net.Node(op, name, [a, b]);

    /// <summary>A node of one operand.</summary>
    public static Value Of(this GraphBuilder net, string op, string name, Value a, params NodeAttribute[] attributes) => net.Node(op, name, [a], attributes);

    private static CompiledNetwork Compile(Action<GraphBuilder> build, int opset, RuntimeOptions options)
    {
        var net = new GraphBuilder("test", opset);
        build(net);
        var diagnostics = new DiagnosticBag();
        var network = CompiledNetwork.Compile(net.Build(), options, diagnostics);
        diagnostics.ThrowIfErrors();
        return network!;
    }

    private static Dictionary<string, RuntimeValue> Inputs(CompiledNetwork network)
    {
        var random = new Random(7);
        var inputs = new Dictionary<string, RuntimeValue>();
        foreach (var input in network.Inputs)
        {
            var tensor = new RuntimeTensor(input.Tensor!.Element, [.. input.Tensor.Shape.Select(d => d.ValueOrNull!.Value)]);
            if (tensor.Element == ElementType.Bool) tensor.Span<byte>().Fill(1);
            else foreach (ref var value in tensor.Span<float>()) value = (random.NextSingle() * 6) - 3;
            inputs[input.Name] = tensor;
        }
        return inputs;
    }

    private static float[] Floats(RuntimeValue value) => ((RuntimeTensor)value).Span<float>().ToArray();
}
