namespace Ridgeline.Graphs;

/// <summary>
/// What an edge of the graph carries: made once, by an input, an initializer or a node, and used by any number of nodes. Values are
/// compared by identity: two of the same name in different scopes are different values.
/// </summary>
/// <param name="name">Its name, unique in its scope.</param>
public sealed class Value(string name)
{
    /// <summary>Its name, unique in its scope.</summary>
    public string Name { get; set; } = name;

    /// <summary>Its type, declared or inferred; null if nothing is known.</summary>
    public DataType? Type { get; set; }

    /// <summary>Its documentation.</summary>
    public string Doc { get; set; } = "";

    /// <summary>Free-form properties; null if there are none, as nearly always.</summary>
    public OrderedDictionary<string, string>? Metadata { get; set; }

    /// <summary>The dense constant, if it is an initializer.</summary>
    public Tensor? Constant { get; set; }

    /// <summary>The sparse constant, if it is a sparse initializer.</summary>
    public SparseTensor? SparseConstant { get; set; }

    /// <summary>Whether it is a constant by formula and not by training: a table of angles, a mask. Files do not say; the zoo does.</summary>
    public bool IsBuffer { get; set; }

    /// <summary>Whether it has a value before anything runs.</summary>
    public bool IsConstant => Constant is not null || SparseConstant is not null;

    /// <summary>The type as a tensor, or null.</summary>
    public TensorType? Tensor => Type as TensorType;

    /// <summary>Name and type.</summary>
    public override string ToString() => $"{Name}: {Type?.ToString() ?? "?"}";
}
