using System.Text;

namespace Ridgeline.Graphs;

/// <summary>A constant parameter of a node. Immutable but for the graphs it may hold.</summary>
public sealed class NodeAttribute
{
    /// <summary>An attribute of a kind; <paramref name="content"/> is of the type that <see cref="AttributeKind"/> says.</summary>
    public NodeAttribute(string name, AttributeKind kind, object content, string doc = "") =>
        (Name, Kind, Content, Doc) = (name, kind, content, doc);

    private NodeAttribute(string name, AttributeKind kind, string reference, string doc) =>
        (Name, Kind, Reference, Doc) = (name, kind, reference, doc);

    /// <summary>Inside a function: the attribute that the caller passes under the name <paramref name="reference"/>.</summary>
    public static NodeAttribute Referring(string name, AttributeKind kind, string reference, string doc = "") => new(name, kind, reference, doc);

    /// <summary>A number.</summary>
    public static NodeAttribute Of(string name, long value) => new(name, AttributeKind.Int, value);

    /// <summary>A real number.</summary>
    public static NodeAttribute Of(string name, float value) => new(name, AttributeKind.Float, value);

    /// <summary>A text.</summary>
    public static NodeAttribute Of(string name, string value) => new(name, AttributeKind.String, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(value));

    /// <summary>Numbers.</summary>
    public static NodeAttribute Of(string name, long[] values) => new(name, AttributeKind.Ints, values);

    /// <summary>Real numbers.</summary>
    public static NodeAttribute Of(string name, float[] values) => new(name, AttributeKind.Floats, values);

    /// <summary>A tensor.</summary>
    public static NodeAttribute Of(string name, Tensor value) => new(name, AttributeKind.Tensor, value);

    /// <summary>A graph: a branch or a loop's body.</summary>
    public static NodeAttribute Of(string name, Graph value) => new(name, AttributeKind.Graph, value);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What it holds.</summary>
    public AttributeKind Kind { get; }

    /// <summary>Its documentation.</summary>
    public string Doc { get; }

    /// <summary>Inside a function: the caller's attribute that stands here; then there is no content.</summary>
    public string? Reference { get; }

    /// <summary>
    /// What it holds, as <see cref="Kind"/> says: long, float, ReadOnlyMemory&lt;byte&gt; (text), Tensor, SparseTensor, Graph, DataType,
    /// or an array of one of these. Null if it is a reference.
    /// </summary>
    public object? Content { get; }

    /// <summary>The content as <typeparamref name="T"/>, or the default of it if it holds something else.</summary>
    public T? As<T>() => Content is T content ? content : default;

    /// <summary>The text, or null if it holds no text.</summary>
    public string? Text => Content is ReadOnlyMemory<byte> bytes ? Encoding.UTF8.GetString(bytes.Span) : null;

    /// <summary>The graphs it holds: none, one or several.</summary>
    public IEnumerable<Graph> Graphs => Content switch { Graph one => [one], Graph[] many => many, _ => [] };
}
