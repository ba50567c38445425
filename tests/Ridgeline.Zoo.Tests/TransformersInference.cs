using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Zoo.Tests;

/// <summary>A network with inferred shapes, and its MACs by the operator table.</summary>
internal sealed class TransformersInference
{
    private readonly InferenceResult _result;

    public TransformersInference(string request)
    {
        Model = TransformersCase.Build(request);
        _result = new ShapeInference().Infer(Model, Diagnostics);
    }

    public Model Model { get; }

    public DiagnosticBag Diagnostics { get; } = new();

    public long Macs => Model.Graph.Nodes.Sum(Of);

    /// <summary>The type of a value by name.</summary>
    public string TypeOf(string name) => Model.Graph.Nodes.SelectMany(n => n.Outputs).Single(v => v?.Name == name)!.Type!.ToString()!;

    private long Of(Node node) =>
        (long)OperatorTable.Find(node)!.Work(new(node, Model.OpsetOf(node.Domain), _result.ContentsOf)).Macs.Value;
}
