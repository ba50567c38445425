using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Building;
using Ridgeline.Graphs.Passes;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Graphs.Tests;

/// <summary>Small models in a few words, and what the passes and the profile make of them.</summary>
internal static class Sketch
{
    public static Model Model(Action<GraphBuilder> write)
    {
        var builder = new GraphBuilder("test", 21);
        write(builder);
        return builder.Build();
    }

    public static Value Value(string name, ElementType element = ElementType.Float, params ReadOnlySpan<Dim> dims) =>
        new(name) { Type = new TensorType(element, Shape.Create(dims)) };

    public static Node Node(string op, Value?[] inputs, Value?[] outputs, params NodeAttribute[] attributes)
    {
        var node = new Node(op);
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        foreach (var attribute in attributes) node.Set(attribute);
        return node;
    }

    /// <summary>A graph of nodes: whatever it reads from outside stays outside.</summary>
    public static Graph Body(string name, Value[] inputs, Value[] outputs, params Node[] nodes)
    {
        var graph = new Graph(name);
        graph.Inputs.AddRange(inputs);
        graph.Nodes.AddRange(nodes);
        graph.Outputs.AddRange(outputs);
        return graph;
    }

    public static Value Integers(this GraphBuilder b, string name, params long[] numbers) => b.Constant(name, Tensor.OfInt64(numbers, numbers.Length));

    public static Value Flag(this GraphBuilder b, string name, bool flag) => b.Constant(name, Tensor.Of<byte>(ElementType.Bool, [flag ? (byte)1 : (byte)0], []));

    public static Value Count(this GraphBuilder b, string name, long number) => b.Constant(name, Tensor.OfInt64([number]));

    /// <summary>Runs one pass and checks that the model still stands.</summary>
    public static Model After(this Model model, IPass pass)
    {
        new PassPipeline(pass).Run(model, new());
        return model;
    }

    public static DiagnosticBag Infer(this Model model, bool keepDeclared = true)
    {
        var diagnostics = new DiagnosticBag();
        new ShapeInference(keepDeclared).Run(model, diagnostics);
        return diagnostics;
    }

    public static NetworkProfile Profile(this Model model, ProfileOptions? options = null) =>
        Profiler.Profile("test", model, new ShapeInference().Infer(model, new()), options ?? new());

    public static string[] Codes(this DiagnosticBag diagnostics) => [.. diagnostics.All.Select(d => d.Code)];
}
