namespace Ridgeline.Graphs;

/// <summary>The type of a <see cref="Value"/>: a tensor, or a container of other values.</summary>
public abstract record DataType
{
    /// <summary>This type with names of dimensions replaced by what <paramref name="bindings"/> says of them.</summary>
    public virtual DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => this;
}
