using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// The executable specification of a model: each value made once and before it is used, names unique in their scope, constants as long as their
/// types say. It runs after reading and between passes; a model that it passes can be inferred, profiled and written.
/// </summary>
public sealed class Verifier
{
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<Value> _defined = new(ReferenceEqualityComparer.Instance);

    // The names that can be seen from where the check stands. A graph takes its own out again when it is left: copying them for each subgraph
    // would cost the square of the file.
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private Verifier(DiagnosticBag diagnostics) => _diagnostics = diagnostics;

    /// <summary>Checks a model; each broken rule is an error with a code GRAPH1xx.</summary>
    public static void Check(Model model, DiagnosticBag diagnostics)
    {
        var verifier = new Verifier(diagnostics);
        verifier.CheckGraph(model.Graph);
        foreach (var function in model.Functions) verifier.CheckGraph(function.Body);
    }

    private void CheckGraph(Graph graph)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        // A name may not be given twice in one scope, nor hide a name of the graphs around.
        var names = new List<string>();
        foreach (var input in graph.Inputs) Define(input, names, "an input");
        foreach (var initializer in graph.Initializers.Where(i => !_defined.Contains(i))) Define(initializer, names, "an initializer");
        foreach (var node in graph.Nodes) CheckNode(node, names);
        foreach (var output in graph.Outputs.Where(o => !_defined.Contains(o)))
        {
            Error("GRAPH103", $"the output '{output.Name}' of graph '{graph.Name}' is made by no node", graph.Name);
        }
        _names.ExceptWith(names);
    }

    private void CheckNode(Node node, List<string> names)
    {
        foreach (var input in node.Inputs)
        {
            if (input is not null && !_defined.Contains(input))
            {
                Error("GRAPH102", $"the input '{input.Name}' is not made by any node before this one", node.ToString());
            }
        }
        foreach (var subgraph in node.Subgraphs) CheckGraph(subgraph);
        foreach (var output in node.Outputs.OfType<Value>()) Define(output, names, $"an output of {node}");
    }

    private void Define(Value value, List<string> names, string what)
    {
        if (!_defined.Add(value)) Error("GRAPH101", $"'{value.Name}' is made twice", what);
        else if (value.Name.Length > 0 && !_names.Add(value.Name)) Error("GRAPH104", $"the name '{value.Name}' is given twice", what);
        else names.Add(value.Name);
    }

    private void Error(string code, string message, string where) =>
        _diagnostics.Error(code, message, new(null, Detail: where));
}
