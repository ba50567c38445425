namespace Ridgeline.Graphs;

/// <summary>The functions of a model by the operator that calls them, and the writing of one call's inputs and attributes into a copy of a body.</summary>
public sealed class FunctionTable
{
    /// <summary>Deeper than any honest model nests its functions.</summary>
    public const int DeepestCall = 32;

    private readonly Dictionary<(string Domain, string Name, string Overload), Function> _functions = [];

    /// <summary>The functions of a model; of two of one name the first counts.</summary>
    public FunctionTable(Model model)
    {
        foreach (var function in model.Functions) _functions.TryAdd((function.Domain, function.Name, function.Overload), function);
    }

    /// <summary>The function that a node calls, or null.</summary>
    public Function? Find(Node node) => _functions.Count == 0 ? null : _functions.GetValueOrDefault((node.Domain, node.OpType, node.Overload));

    /// <summary>
    /// A copy of the body with the call's own values as inputs and outputs and its attributes in place of references. Inner values and nodes are
    /// named after the call.
    /// </summary>
    /// <param name="function">The function.</param>
    /// <param name="call">The node that calls it.</param>
    /// <param name="names">Names that are taken, to which the copy adds its own; null if names need not be unique.</param>
    public static Graph Instantiate(Function function, Node call, HashSet<string>? names = null)
    {
        var values = new Dictionary<Value, Value?>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < function.Body.Inputs.Count; i++)
        {
            values[function.Body.Inputs[i]] = i < call.Inputs.Count ? call.Inputs[i] : null;
        }
        for (var i = 0; i < function.Body.Outputs.Count && i < call.Outputs.Count; i++)
        {
            if (call.Outputs[i] is { } output) values.TryAdd(function.Body.Outputs[i], output);
        }
        var body = new GraphCopy(values, $"{call.Label}/", names, function, call).Copy(function.Body);
        body.Nodes.AddRange(HandedOn(function, call, values));
        return body;
    }

    // An output that the body hands through from an input, or returns twice, is still the call's own value: a node of its own makes it.
    private static IEnumerable<Node> HandedOn(Function function, Node call, Dictionary<Value, Value?> values)
    {
        for (var i = 0; i < function.Body.Outputs.Count && i < call.Outputs.Count; i++)
        {
            var made = values.GetValueOrDefault(function.Body.Outputs[i]);
            if (call.Outputs[i] is not { } output || ReferenceEquals(made, output)) continue;
            var identity = new Node("Identity") { Name = $"{call.Label}/{output.Name}" };
            identity.Inputs.Add(made);
            identity.Outputs.Add(output);
            yield return identity;
        }
    }
}
