namespace Ridgeline.Graphs;

/// <summary>
/// A network or a part of one: nodes in an order in which they can run, over typed values. A subgraph's nodes may use the values of the
/// graphs around it.
/// </summary>
/// <param name="name">Its name.</param>
public sealed class Graph(string name)
{
    /// <summary>Its name.</summary>
    public string Name { get; set; } = name;

    /// <summary>Its documentation.</summary>
    public string Doc { get; set; } = "";

    /// <summary>What it is given. An input that is also an initializer may be left out by the caller.</summary>
    public List<Value> Inputs { get; } = [];

    /// <summary>What it returns.</summary>
    public List<Value> Outputs { get; } = [];

    /// <summary>Its constants: values with <see cref="Value.Constant"/> or <see cref="Value.SparseConstant"/>.</summary>
    public List<Value> Initializers { get; } = [];

    /// <summary>Its nodes, each after those whose outputs it reads.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>Free-form properties.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields of the file that the reader does not model, kept so that writing loses nothing.</summary>
    public ReadOnlyMemory<byte> Unparsed { get; set; }

    /// <summary>Inputs that the caller must give: those without a default.</summary>
    public IEnumerable<Value> RequiredInputs => Inputs.Where(i => !i.IsConstant);

    /// <summary>Its nodes and, after each, those of its subgraphs, to any depth.</summary>
    public IEnumerable<Node> AllNodes() => Nodes.SelectMany(n => n.Subgraphs.SelectMany(g => g.AllNodes()).Prepend(n));
}
