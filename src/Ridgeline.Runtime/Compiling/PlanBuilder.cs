using System.Runtime.CompilerServices;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Runtime.Operators;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Turns a graph whose types were just inferred into a plan: implementations bound, constants folded, neighbours fused.</summary>
/// <param name="model">The model.</param>
/// <param name="known">What inference learned.</param>
/// <param name="constants">Tensors that are known beforehand; those that are folded are added.</param>
/// <param name="options">How it will run.</param>
/// <param name="given">Inputs with a default that are given all the same.</param>
/// <param name="packed">What was made of constants, for all shapes.</param>
/// <param name="pool">Threads that help to pack weights.</param>
internal sealed class PlanBuilder(
    Model model, InferenceResult known, Dictionary<Value, RuntimeTensor> constants, RuntimeOptions options, IReadOnlyList<Value> given, ConditionalWeakTable<Value, object> packed,
    WorkerPool pool)
{
    /// <summary>How it will run.</summary>
    public RuntimeOptions Options => options;

    /// <summary>The plan of the model's graph or of one inside it.</summary>
    public Plan Plan(Graph graph)
    {
        var plan = new Plan(constants, packed, pool);
        plan.Given.UnionWith(given);
        plan.Outputs.UnionWith(graph.Outputs);
        foreach (var value in graph.Inputs.Concat(graph.Nodes.SelectMany(n => n.Outputs)).OfType<Value>().Concat(FreeValues.Of(graph))) Note(plan, value);
        foreach (var node in graph.Nodes)
        {
            var opset = model.OpsetOf(node.Domain);
            var implementation = ImplementationTable.Find(node, opset) ?? throw new InvalidOperationException($"{node} has no implementation");
            plan.Nodes.Add(new(node, opset, implementation));
            foreach (var subgraph in node.Subgraphs) plan.Captured.UnionWith(FreeValues.Of(subgraph));
        }
        Expansion.Run(plan);
        Folding.Run(plan, known, options.Fuse);
        HandOn(plan);
        if (options.Fuse) Fusions.Run(plan, options);
        return plan;
    }

    // Nodes that do nothing. A mask of dropout that nobody reads is not made.
    private void HandOn(Plan plan)
    {
        var idle = plan.Nodes.FindAll(n => n.Implementation.HandsOn is not null);
        if (idle.Count == 0) return;
        var readers = plan.Readers();
        foreach (var node in idle)
        {
            for (var i = 1; i < node.Outputs.Count; i++)
            {
                if (node.Outputs[i] is { } other && !readers.ContainsKey(other) && !plan.Escapes(other)) node.Outputs[i] = null;
            }
            if (node.Implementation.HandsOn!(new(plan, node, options))) node.HandOn();
        }
    }

    private static void Note(Plan plan, Value value)
    {
        if (value.Tensor is { Element: not ElementType.Undefined, Shape.IsFullyKnown: true } type && value.Constant is null)
        {
            plan.Types[value] = (type.Element, type.Shape.ToNumbers());
        }
    }
}
