namespace Ridgeline.Graphs;

/// <summary>An operator that a model defines by a graph of other operators.</summary>
/// <param name="domain">Its domain.</param>
/// <param name="body">Inputs, outputs and nodes; attributes of nodes may refer to the function's own.</param>
public sealed class Function(string domain, Graph body)
{
    /// <summary>Its domain; <c>ai.onnx</c> reads as empty.</summary>
    public string Domain { get; } = domain == "ai.onnx" ? "" : domain;

    /// <summary>Its name: the body's.</summary>
    public string Name => Body.Name;

    /// <summary>Which of several functions of one name.</summary>
    public string Overload { get; init; } = "";

    /// <summary>Inputs, outputs and nodes.</summary>
    public Graph Body { get; } = body;

    /// <summary>Names of the attributes that a caller must give.</summary>
    public List<string> AttributeNames { get; } = [];

    /// <summary>Attributes that a caller may give, with what they are otherwise.</summary>
    public List<NodeAttribute> AttributeDefaults { get; } = [];

    /// <summary>The operator sets that the body is written in, by domain.</summary>
    public OrderedDictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);
}
