using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Host;

/// <summary>What it costs to start one operator: a network of operators that have next to nothing to do.</summary>
internal sealed class StepProbe : IDisposable
{
    /// <summary>Operators of one round.</summary>
    public const int PerRound = 64;

    private const int Elements = 16;
    private readonly CompiledNetwork _network;
    private readonly NetworkRun _run;

    public StepProbe()
    {
        var graph = new Graph("steps");
        var type = new TensorType(ElementType.Float, Shape.Of(Elements));
        var value = new Value("x") { Type = type };
        graph.Inputs.Add(value);
        for (var i = 0; i < PerRound; i++)
        {
            // Two negations in a row would be none.
            var node = new Node(i % 2 == 0 ? "Neg" : "Abs");
            node.Inputs.Add(value);
            node.Outputs.Add(value = new($"v{i}") { Type = type });
            graph.Nodes.Add(node);
        }
        graph.Outputs.Add(value);
        var model = new Model(graph);
        model.Opsets[""] = 13;
        var diagnostics = new DiagnosticBag();
        var network = CompiledNetwork.Compile(model, new() { Fuse = false }, diagnostics);
        diagnostics.ThrowIfErrors();
        _network = network!;
        _run = _network.Open(new Dictionary<string, RuntimeValue> { ["x"] = new RuntimeTensor(ElementType.Float, Elements) });
    }

    /// <summary>Runs rounds.</summary>
    public void Run(long rounds)
    {
        for (; rounds > 0; rounds--) _run.Run();
    }

    public void Dispose()
    {
        _run.Dispose();
        _network.Dispose();
    }
}
