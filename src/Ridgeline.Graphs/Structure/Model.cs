namespace Ridgeline.Graphs;

/// <summary>A network with what is needed to read it: the operator sets it is written in and the functions it defines.</summary>
/// <param name="graph">The network.</param>
public sealed class Model(Graph graph) : IDisposable
{
    /// <summary>The network.</summary>
    public Graph Graph { get; } = graph;

    /// <summary>The version of ONNX's file format, 3 or more.</summary>
    public long IrVersion { get; set; } = 10;

    /// <summary>The operator sets that the graph is written in, by domain; empty is ONNX's own.</summary>
    public OrderedDictionary<string, long> Opsets { get; } = new(StringComparer.Ordinal);

    /// <summary>Operators that the model defines itself.</summary>
    public List<Function> Functions { get; } = [];

    /// <summary>The tool that wrote it.</summary>
    public string ProducerName { get; set; } = "";

    /// <summary>That tool's version.</summary>
    public string ProducerVersion { get; set; } = "";

    /// <summary>Whose model it is, in reverse domain notation.</summary>
    public string Domain { get; set; } = "";

    /// <summary>The model's own version.</summary>
    public long ModelVersion { get; set; }

    /// <summary>Its documentation.</summary>
    public string Doc { get; set; } = "";

    /// <summary>Free-form properties.</summary>
    public OrderedDictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields of the file that the reader does not model, kept so that writing loses nothing.</summary>
    public ReadOnlyMemory<byte> Unparsed { get; set; }

    /// <summary>What must stay open while the model is used: mapped files.</summary>
    public List<IDisposable> Resources { get; } = [];

    /// <summary>The version of ONNX's own operator set, or 1 if none is named.</summary>
    public int Opset => OpsetOf("");

    /// <summary>The version of a domain's operator set, or 1 if none is named.</summary>
    public int OpsetOf(string domain) => (int)Math.Clamp(Opsets.GetValueOrDefault(domain, 1), 1, int.MaxValue);

    /// <summary>Closes the files that tensors are mapped from.</summary>
    public void Dispose()
    {
        foreach (var resource in Resources) resource.Dispose();
        Resources.Clear();
    }
}
