namespace Ridgeline.Graphs.Operators;

/// <summary>What lies behind an <see cref="InferenceContext"/>: the state of one inference over a model.</summary>
internal interface IInferenceScope
{
    /// <summary>What a value is known to contain, or null.</summary>
    Contents? ContentsOf(Value value);

    /// <summary>Records the inferred type of a value; null is unknown.</summary>
    void Assign(Node node, Value value, DataType? type);

    /// <summary>Records what a value contains.</summary>
    void AssignContents(Value value, Contents contents);

    /// <summary>Records that two dimensions are one; null if they cannot be.</summary>
    Dim? Unify(Dim a, Dim b);

    /// <summary>Infers a subgraph and returns its outputs' types. In one that may never run, a node that is impossible is only warned of.</summary>
    IReadOnlyList<DataType?> InferSubgraph(Graph subgraph, IReadOnlyList<DataType?> inputs, bool mayBeSkipped);
}
