namespace Ridgeline.Graphs;

/// <summary>Compares two models part by part: structure, names, types, attributes and the bytes of tensors.</summary>
public sealed class ModelEquality
{
    private const int Most = 50;
    private readonly List<string> _differences = [];

    private ModelEquality()
    {
    }

    /// <summary>What differs, each with the place where it does, up to 50; empty if the models are equal.</summary>
    public static IReadOnlyList<string> Differences(Model first, Model second)
    {
        var comparison = new ModelEquality();
        comparison.Compare(first, second);
        return comparison._differences;
    }

    private void Compare(Model a, Model b)
    {
        Same("model", "IR version", a.IrVersion, b.IrVersion);
        Same("model", "producer", (a.ProducerName, a.ProducerVersion), (b.ProducerName, b.ProducerVersion));
        Same("model", "domain and version", (a.Domain, a.ModelVersion), (b.Domain, b.ModelVersion));
        Same("model", "documentation", a.Doc, b.Doc);
        List("model", "operator set", a.Opsets.ToList(), b.Opsets.ToList(), (where, x, y) => Same(where, "version", x, y));
        Properties("model", a.Metadata, b.Metadata);
        Bytes("model", a.Unparsed, b.Unparsed);
        Compare("graph", a.Graph, b.Graph);
        List("model", "function", a.Functions, b.Functions, Compare);
    }

    private void Compare(string where, Function a, Function b)
    {
        Same(where, "domain and overload", (a.Domain, a.Overload), (b.Domain, b.Overload));
        List(where, "operator set", a.Opsets.ToList(), b.Opsets.ToList(), (at, x, y) => Same(at, "version", x, y));
        List(where, "attribute name", a.AttributeNames, b.AttributeNames, (at, x, y) => Same(at, "name", x, y));
        List(where, "attribute default", a.AttributeDefaults, b.AttributeDefaults, Compare);
        Compare(where, a.Body, b.Body);
    }

    private void Compare(string where, Graph a, Graph b)
    {
        Same(where, "name", a.Name, b.Name);
        Same(where, "documentation", a.Doc, b.Doc);
        Properties(where, a.Metadata, b.Metadata);
        Bytes(where, a.Unparsed, b.Unparsed);
        List(where, "input", a.Inputs, b.Inputs, Compare);
        List(where, "initializer", a.Initializers, b.Initializers, Compare);
        List(where, "node", a.Nodes, b.Nodes, Compare);
        List(where, "output", a.Outputs, b.Outputs, Compare);
    }

    private void Compare(string where, Node a, Node b)
    {
        where = $"{where} '{a.Label}'";
        Same(where, "operator", (a.QualifiedType, a.Overload), (b.QualifiedType, b.Overload));
        Same(where, "name", a.Name, b.Name);
        Same(where, "documentation", a.Doc, b.Doc);
        Properties(where, a.Metadata, b.Metadata);
        Bytes(where, a.Unparsed, b.Unparsed);
        List(where, "input", a.Inputs, b.Inputs, (at, x, y) => Same(at, "name", x?.Name, y?.Name));
        List(where, "output", a.Outputs, b.Outputs, Compare);
        List(where, "attribute", [.. a.Attributes.Values], [.. b.Attributes.Values], Compare);
    }

    private void Compare(string where, Value? a, Value? b)
    {
        Same(where, "name", a?.Name, b?.Name);
        if (a is null || b is null) return;
        where = $"{where} '{a.Name}'";
        Compare(where, a.Type, b.Type);
        Same(where, "documentation", a.Doc, b.Doc);
        Properties(where, a.Metadata ?? [], b.Metadata ?? []);
        Content(where, a.Constant, b.Constant);
        Content(where, a.SparseConstant, b.SparseConstant);
    }

    // An expression such as 2*batch comes back from a file as one name of the same text.
    private void Compare(string where, DataType? a, DataType? b)
    {
        if (!Equals(a, b)) Same(where, "type", a?.ToString(), b?.ToString());
    }

    private void Compare(string where, NodeAttribute a, NodeAttribute b)
    {
        Same(where, "name", a.Name, b.Name);
        where = $"{where} '{a.Name}'";
        Same(where, "kind", a.Kind, b.Kind);
        Same(where, "documentation", a.Doc, b.Doc);
        Same(where, "reference", a.Reference, b.Reference);
        Content(where, a.Content, b.Content);
    }

    private void Content(string where, object? a, object? b)
    {
        switch (a, b)
        {
            case (Tensor x, Tensor y): Same(where, "difference", TensorEquality.Difference(x, y), null); break;
            case (SparseTensor x, SparseTensor y): Compare(where, x, y); break;
            case (Graph x, Graph y): Compare(where, x, y); break;
            case (DataType x, DataType y): Compare(where, x, y); break;
            case (ReadOnlyMemory<byte> x, ReadOnlyMemory<byte> y): Bytes(where, x, y); break;
            case (float x, float y): Same(where, "value", BitConverter.SingleToInt32Bits(x), BitConverter.SingleToInt32Bits(y)); break;
            case (Array x, Array y): List(where, "element", x.Cast<object>().ToList(), y.Cast<object>().ToList(), Content); break;
            default: Same(where, "content", a, b); break;
        }
    }

    private void Compare(string where, SparseTensor a, SparseTensor b)
    {
        Same(where, "dimensions", string.Join('x', a.Dims), string.Join('x', b.Dims));
        Content($"{where} values", a.Values, b.Values);
        Content($"{where} indices", a.Indices, b.Indices);
    }

    private void Properties(string where, OrderedDictionary<string, string> a, OrderedDictionary<string, string> b) =>
        List(where, "property", a.ToList(), b.ToList(), (at, x, y) => Same(at, "pair", x, y));

    private void Bytes(string where, ReadOnlyMemory<byte> a, ReadOnlyMemory<byte> b)
    {
        if (!a.Span.SequenceEqual(b.Span)) Add($"{where}: {a.Length} bytes differ from {b.Length} bytes");
    }

    private void List<T>(string where, string what, IReadOnlyList<T> a, IReadOnlyList<T> b, Action<string, T, T> compare)
    {
        Same(where, $"number of {what}s", a.Count, b.Count);
        for (var i = 0; i < a.Count && i < b.Count && _differences.Count < Most; i++) compare($"{where}, {what} {i}", a[i], b[i]);
    }

    private void Same<T>(string where, string what, T a, T b)
    {
        if (!EqualityComparer<T>.Default.Equals(a, b)) Add($"{where}: {what} is '{a}' and '{b}'");
    }

    private void Add(string difference)
    {
        if (_differences.Count < Most) _differences.Add(difference);
    }
}
