namespace Ridgeline.Accelerators.Systolic;

/// <summary>The short names of dataflows: <c>ws</c>, <c>is</c>, <c>os</c>, <c>rs</c>.</summary>
public static class Dataflows
{
    /// <summary>Those of systolic arrays: all but <c>rs</c>.</summary>
    public static IReadOnlyList<Dataflow> All { get; } = [Dataflow.WeightStationary, Dataflow.InputStationary, Dataflow.OutputStationary];

    /// <summary>The short name.</summary>
    public static string Word(this Dataflow dataflow) => dataflow switch
    {
        Dataflow.WeightStationary => "ws",
        Dataflow.InputStationary => "is",
        Dataflow.RowStationary => "rs",
        _ => "os",
    };

    /// <summary>The dataflow of a short name; null if there is none.</summary>
    public static Dataflow? Find(string word) => word.ToLowerInvariant() switch
    {
        "ws" => Dataflow.WeightStationary,
        "is" => Dataflow.InputStationary,
        "os" => Dataflow.OutputStationary,
        "rs" => Dataflow.RowStationary,
        _ => null,
    };
}
