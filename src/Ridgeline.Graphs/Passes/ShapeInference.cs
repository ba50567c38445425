using Ridgeline.Diagnostics;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// Finds the type of every value from the inputs on, with the operator table's shape rules. What cannot be known stays unknown. Declared types
/// of inner values and outputs fill gaps; where one contradicts what was inferred, a warning says so and the inferred one stands.
/// </summary>
/// <param name="keepDeclared">Whether declared types of inner values and outputs are used at all. After a change of the inputs they are stale.</param>
/// <param name="known">Contents that are known beforehand, such as a target shape that is an input of the network, or what a node that was run has made.</param>
public sealed class ShapeInference(bool keepDeclared = true, IReadOnlyDictionary<Value, Contents>? known = null) : IPass
{
    /// <inheritdoc/>
    public string Name => "shape inference";

    /// <inheritdoc/>
    public void Run(Model model, DiagnosticBag diagnostics) => Infer(model, diagnostics);

    /// <summary>Infers the types and returns what values are known to contain.</summary>
    public InferenceResult Infer(Model model, DiagnosticBag diagnostics)
    {
        var state = new InferenceState(model, diagnostics, keepDeclared, known);
        state.InferMain();
        return new(state.AllContents);
    }

    /// <summary>The values whose types inference reads or writes: inputs and what nodes make, in subgraphs too.</summary>
    internal static IEnumerable<Value> Typed(Graph graph) => graph.Inputs
        .Concat(graph.Nodes.SelectMany(n => n.Outputs.OfType<Value>().Concat(n.Subgraphs.SelectMany(Typed))));
}
