using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Zoo.Tests;

/// <summary>A network of the zoo, verified and inferred, and what one counts of it.</summary>
internal sealed class BuiltNetwork
{
    public BuiltNetwork(string reference)
    {
        Model = NetworkZoo.Build(reference);
        var diagnostics = new DiagnosticBag();
        Verifier.Check(Model, diagnostics);
        new ShapeInference().Run(Model, diagnostics);
        Assert.Empty(diagnostics.All.Select(d => d.ToString()));
    }

    public Model Model { get; }

    public Graph Graph => Model.Graph;

    /// <summary>What a gradient would train: running statistics, integers and scalars are none of it.</summary>
    public long Parameters => Graph.Initializers.Where(IsParameter).Sum(v => v.Constant!.Count);

    public Int128 Macs => Graph.Nodes.Aggregate(Int128.Zero, (sum, node) => sum + WorkOf(node).Macs.Value);

    public Work WorkOf(Node node)
    {
        var row = OperatorTable.Find(node);
        Assert.True(row is not null, $"{node} is not in the operator table");
        return row.Work(new(node, Model.Opset, _ => null));
    }

    public static bool IsParameter(Value value) => value.Constant is { Element: ElementType.Float, Dims.Length: > 0 }
        && !value.Name.EndsWith(".running_mean", StringComparison.Ordinal) && !value.Name.EndsWith(".running_var", StringComparison.Ordinal);
}
