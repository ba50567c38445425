namespace Ridgeline.Graphs.Building;

/// <summary>
/// Writes a network in code, node by node: inputs, weights (without data, with what they would be filled with), nodes named by the scope they are
/// made in. Types are left to shape inference.
/// </summary>
public sealed class GraphBuilder
{
    private readonly OrderedDictionary<string, long> _opsets = new(StringComparer.Ordinal);
    // Each name with how often it was asked for: fifty thousand nodes of one name must not be numbered by search.
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);
    private readonly Stack<string> _scopes = new();

    /// <summary>A builder of a network in one version of ONNX's operator set.</summary>
    public GraphBuilder(string name, int opset = 23)
    {
        Graph = new(name);
        _opsets[""] = opset;
    }

    /// <summary>The graph so far.</summary>
    public Graph Graph { get; }

    /// <summary>The element type of weights; float unless set.</summary>
    public ElementType Precision { get; init; } = ElementType.Float;

    /// <summary>Declares that another operator set is used.</summary>
    public void Use(string domain, int version) => _opsets[domain] = version;

    /// <summary>Until disposed, names of weights, values and nodes begin with <paramref name="name"/> and a dot: a block.</summary>
    public IDisposable Scope(string name)
    {
        _scopes.Push(_scopes.Count == 0 ? name : $"{_scopes.Peek()}.{name}");
        return new ScopeEnd(_scopes);
    }

    /// <summary>Adds an input of the network.</summary>
    public Value Input(string name, ElementType element, params ReadOnlySpan<Dim> dims)
    {
        var value = new Value(Unique(name)) { Type = new TensorType(element, Shape.Create(dims)) };
        Graph.Inputs.Add(value);
        return value;
    }

    /// <summary>Adds a weight without data, of <see cref="Precision"/>.</summary>
    public Value Weight(string name, Filling filling, params long[] dims) => Constant(name, Tensor.Absent(Precision, dims, filling));

    /// <summary>Adds a constant. With data it is a constant by formula; without, a weight.</summary>
    public Value Constant(string name, Tensor tensor)
    {
        var value = new Value(Unique(Scoped(name))) { Constant = tensor, Type = tensor.Type, IsBuffer = tensor.Data.IsPresent };
        Graph.Initializers.Add(value);
        return value;
    }

    /// <summary>Adds a node with one output. The node takes the name in its scope, its output the same name.</summary>
    public Value Node(string opType, string name, Value?[] inputs, params NodeAttribute[] attributes) =>
        Node("", opType, name, inputs, 1, attributes)[0]!;

    /// <summary>Adds a node of any domain with several outputs.</summary>
    public Value?[] Node(string domain, string opType, string name, Value?[] inputs, int outputs, params NodeAttribute[] attributes)
    {
        var node = new Node(opType, domain) { Name = Scoped(name) };
        node.Inputs.AddRange(inputs);
        for (var i = 0; i < outputs; i++) node.Outputs.Add(new Value(Unique(i == 0 ? node.Name : $"{node.Name}.{i}")));
        foreach (var attribute in attributes) node.Set(attribute);
        Graph.Nodes.Add(node);
        return [.. node.Outputs];
    }

    /// <summary>Names a value as an output of the network.</summary>
    public void Output(Value value, string? name = null)
    {
        if (name is not null && name != value.Name) value.Name = Unique(name);
        Graph.Outputs.Add(value);
    }

    /// <summary>The finished model.</summary>
    public Model Build()
    {
        var model = new Model(Graph) { ProducerName = "ridgeline" };
        foreach (var (domain, version) in _opsets) model.Opsets[domain] = version;
        return model;
    }

    private string Scoped(string name) => _scopes.Count == 0 ? name : name.Length == 0 ? _scopes.Peek() : $"{_scopes.Peek()}.{name}";

    private string Unique(string name)
    {
        if (_names.TryAdd(name, 0)) return name;
        while (true)
        {
            var numbered = $"{name}_{++_names[name]}";
            if (_names.TryAdd(numbered, 0)) return numbered;
        }
    }

    private sealed class ScopeEnd(Stack<string> scopes) : IDisposable
    {
        public void Dispose() => scopes.Pop();
    }
}
