using Ridgeline.Diagnostics;

namespace Ridgeline.Graphs.Passes;

/// <summary>
/// The executable specification of a model: each value made once and before it is used, names unique in their scope, constants of the type that
/// their values state. It runs after reading and between passes; a model that it passes can be inferred, profiled and written.
/// </summary>
public sealed class Verifier
{
    private readonly DiagnosticBag _diagnostics;
    private readonly HashSet<Value> _made = new(ReferenceEqualityComparer.Instance);

    // What can be seen from where the check stands. A graph takes its own out again when it is left: copying them for each subgraph would cost the
    // square of the file.
    private readonly HashSet<Value> _visible = new(ReferenceEqualityComparer.Instance);
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
        var own = new List<Value>();
        foreach (var input in graph.Inputs) Define(input, own, "an input");
        var inputs = own.ToHashSet<Value>(ReferenceEqualityComparer.Instance);
        foreach (var initializer in graph.Initializers)
        {
            CheckConstant(initializer);
            if (!inputs.Contains(initializer)) Define(initializer, own, "an initializer");
        }
        foreach (var node in graph.Nodes) CheckNode(node, own);
        foreach (var output in graph.Outputs.Where(o => !_visible.Contains(o)))
        {
            Error("GRAPH103", $"the output '{output.Name}' of graph '{graph.Name}' is made by no node", graph.Name);
        }
        _visible.ExceptWith(own);
        _names.ExceptWith(own.Select(v => v.Name));
    }

    private void CheckConstant(Value initializer)
    {
        var type = initializer.Constant?.Type ?? (DataType?)initializer.SparseConstant?.Type;
        if (type is null) Error("GRAPH108", $"the initializer '{initializer.Name}' holds no constant", "an initializer");
        else if (initializer.Type is { } stated && TypeMerge.Conflict(stated, type) is { } conflict)
        {
            Error("GRAPH108", $"the initializer '{initializer.Name}' is {type}, but its value is declared as {stated}: {conflict}", "an initializer");
        }
    }

    private void CheckNode(Node node, List<Value> own)
    {
        foreach (var input in node.Inputs)
        {
            if (input is not null && !_visible.Contains(input))
            {
                Error("GRAPH102", $"the input '{input.Name}' is not made by any node before this one", node.ToString());
            }
        }
        foreach (var subgraph in node.Subgraphs) CheckGraph(subgraph);
        foreach (var output in node.Outputs)
        {
            if (output is not null) Define(output, own, node);
        }
    }

    private void Define(Value value, List<Value> own, object what)
    {
        if (!_made.Add(value))
        {
            Error("GRAPH101", $"'{value.Name}' is made twice", What(what));
            return;
        }
        _visible.Add(value);
        // A name that is taken stays with the value that had it first, also when this graph is left.
        if (value.Name.Length > 0 && !_names.Add(value.Name)) Error("GRAPH104", $"the name '{value.Name}' is given twice", What(what));
        else own.Add(value);
    }

    private static string What(object maker) => maker is Node node ? $"an output of {node}" : maker.ToString()!;

    private void Error(string code, string message, string where) =>
        _diagnostics.Error(code, message, new(null, Detail: where));
}
