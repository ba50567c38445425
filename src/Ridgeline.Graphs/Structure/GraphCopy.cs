namespace Ridgeline.Graphs;

/// <summary>Copies a graph with its subgraphs. Values in the given map are replaced, others are copied once; attribute references are resolved.</summary>
/// <param name="values">What stands for which value; a null stands for an input left out.</param>
/// <param name="prefix">Put before the names of copied nodes and values.</param>
/// <param name="names">Names that are taken; the copies' are added. Null if names need not be unique.</param>
/// <param name="function">The function whose body is copied, or null.</param>
/// <param name="call">The node that calls it, or null.</param>
internal sealed class GraphCopy(Dictionary<Value, Value?> values, string prefix, HashSet<string>? names = null, Function? function = null, Node? call = null)
{
    public Graph Copy(Graph source)
    {
        var copy = new Graph(source.Name) { Doc = source.Doc, Unparsed = source.Unparsed };
        copy.Inputs.AddRange(source.Inputs.Select(Copy).OfType<Value>());
        copy.Initializers.AddRange(source.Initializers.Select(Copy).OfType<Value>());
        copy.Nodes.AddRange(source.Nodes.Select(Copy));
        copy.Outputs.AddRange(source.Outputs.Select(Copy).OfType<Value>());
        foreach (var (key, text) in source.Metadata) copy.Metadata[key] = text;
        return copy;
    }

    private Value? Copy(Value? source)
    {
        if (source is null) return null;
        if (values.TryGetValue(source, out var known)) return known;
        var copy = new Value(source.Name.Length == 0 ? "" : Unique(prefix + source.Name))
        {
            Type = source.Type, Doc = source.Doc, Metadata = source.Metadata, Constant = source.Constant, SparseConstant = source.SparseConstant, IsBuffer = source.IsBuffer,
        };
        values[source] = copy;
        return copy;
    }

    // Two calls may have one name, and a value of the model the name that a copy would get.
    private string Unique(string name)
    {
        if (names is null || names.Add(name)) return name;
        for (var i = 2; ; i++)
        {
            if (names.Add($"{name}#{i}")) return $"{name}#{i}";
        }
    }

    private Node Copy(Node source)
    {
        var copy = new Node(source.OpType, source.Domain)
        {
            Name = prefix + source.Name, Overload = source.Overload, Doc = source.Doc, Unparsed = source.Unparsed,
        };
        copy.Inputs.AddRange(source.Inputs.Select(Copy));
        copy.Outputs.AddRange(source.Outputs.Select(Copy));
        foreach (var (key, text) in source.Metadata) copy.Metadata[key] = text;
        foreach (var attribute in source.Attributes.Values)
        {
            if (Resolve(attribute) is { } resolved) copy.Set(resolved);
        }
        return copy;
    }

    private NodeAttribute? Resolve(NodeAttribute attribute) => attribute switch
    {
        { Reference: { } reference } when call is not null => Passed(attribute.Name, reference),
        { Content: Graph graph } => new(attribute.Name, attribute.Kind, Copy(graph), attribute.Doc),
        { Content: Graph[] graphs } => new(attribute.Name, attribute.Kind, Array.ConvertAll(graphs, Copy), attribute.Doc),
        _ => attribute,
    };

    // An attribute that neither caller nor default gives is left out, as if the body had not named it.
    private NodeAttribute? Passed(string name, string reference)
    {
        var given = call!.Attributes.GetValueOrDefault(reference) ?? function?.AttributeDefaults.Find(d => d.Name == reference);
        return given is null ? null
            : given.Reference is { } outer ? NodeAttribute.Referring(name, given.Kind, outer, given.Doc)
            : new(name, given.Kind, given.Content!, given.Doc);
    }
}
