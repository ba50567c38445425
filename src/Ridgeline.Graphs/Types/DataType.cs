namespace Ridgeline.Graphs;

/// <summary>The type of a <see cref="Value"/>: a tensor, or a container of other values.</summary>
public abstract record DataType
{
    /// <summary>Whether a value of this type may be of type <paramref name="other"/>: nothing that both state differs.</summary>
    public bool Admits(DataType other) => Passes.TypeMerge.Conflict(this, other) is null;

    /// <summary>This type with names of dimensions replaced by what <paramref name="bindings"/> says of them.</summary>
    public virtual DataType Substitute(IReadOnlyDictionary<string, Dim> bindings) => this;
}
