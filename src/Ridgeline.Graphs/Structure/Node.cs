namespace Ridgeline.Graphs;

/// <summary>One application of an operator.</summary>
/// <param name="opType">The operator's name in its domain, such as <c>Conv</c>.</param>
/// <param name="domain">Its domain; empty is ONNX's own.</param>
public sealed class Node(string opType, string domain = "")
{
    /// <summary>Its name; may be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>The operator's name in its domain.</summary>
    public string OpType { get; } = opType;

    /// <summary>The operator's domain; <c>ai.onnx</c> reads as empty.</summary>
    public string Domain { get; } = domain == "ai.onnx" ? "" : domain;

    /// <summary>Which of several functions of one name.</summary>
    public string Overload { get; init; } = "";

    /// <summary>Its documentation.</summary>
    public string Doc { get; set; } = "";

    /// <summary>What it reads, in the operator's order; null where an optional input is left out.</summary>
    public List<Value?> Inputs { get; } = [];

    /// <summary>What it makes, in the operator's order; null where an optional output is left out.</summary>
    public List<Value?> Outputs { get; } = [];

    /// <summary>Its constant parameters by name.</summary>
    public OrderedDictionary<string, NodeAttribute> Attributes { get; } = new(StringComparer.Ordinal);

    /// <summary>Free-form properties.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields of the file that the reader does not model, kept so that writing loses nothing.</summary>
    public ReadOnlyMemory<byte> Unparsed { get; set; }

    /// <summary>The operator with its domain where that is not ONNX's own, such as <c>com.microsoft::MoE</c>.</summary>
    public string QualifiedType => Domain.Length == 0 ? OpType : $"{Domain}::{OpType}";

    /// <summary>What to call it: its name, or its first output's, or its operator.</summary>
    public string Label => Name.Length > 0 ? Name : Outputs.Find(o => o is { Name.Length: > 0 })?.Name ?? OpType;

    /// <summary>The graphs that its attributes hold.</summary>
    public IEnumerable<Graph> Subgraphs => Attributes.Count == 0 ? [] : Attributes.Values.SelectMany(a => a.Graphs);

    /// <summary>Adds or replaces an attribute.</summary>
    public void Set(NodeAttribute attribute) => Attributes[attribute.Name] = attribute;

    /// <summary>An integer attribute, or the fallback if it is not there.</summary>
    public long Int(string name, long fallback) => Attributes.GetValueOrDefault(name)?.Content is long value ? value : fallback;

    /// <summary>A real attribute, or the fallback.</summary>
    public float Float(string name, float fallback) => Attributes.GetValueOrDefault(name)?.Content is float value ? value : fallback;

    /// <summary>A text attribute, or the fallback.</summary>
    public string Text(string name, string fallback) => Attributes.GetValueOrDefault(name)?.Text ?? fallback;

    /// <summary>An attribute of integers, or null.</summary>
    public long[]? Ints(string name) => Attributes.GetValueOrDefault(name)?.As<long[]>();

    /// <summary>An attribute of real numbers, or null.</summary>
    public float[]? Floats(string name) => Attributes.GetValueOrDefault(name)?.As<float[]>();

    /// <summary>A graph attribute, or null.</summary>
    public Graph? Subgraph(string name) => Attributes.GetValueOrDefault(name)?.As<Graph>();

    /// <summary>Name and operator.</summary>
    public override string ToString() => $"node '{Label}' ({QualifiedType})";
}
