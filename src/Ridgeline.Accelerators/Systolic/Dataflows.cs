namespace Ridgeline.Accelerators.Systolic;

/// <summary>The short names of dataflows: <c>ws</c>, <c>is</c>, <c>os</c>.</summary>
public static class Dataflows
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Dataflow> All { get; } = [Dataflow.WeightStationary, Dataflow.InputStationary, Dataflow.OutputStationary];

    /// <summary>The short name.</summary>
    public static string Word(this Dataflow dataflow) => dataflow switch
    {
        Dataflow.WeightStationary => "ws",
        Dataflow.InputStationary => "is",
        _ => "os",
    };

    /// <summary>The dataflow of a short name; null if there is none.</summary>
    public static Dataflow? Find(string word) => word.ToLowerInvariant() switch
    {
        "ws" => Dataflow.WeightStationary,
        "is" => Dataflow.InputStationary,
        "os" => Dataflow.OutputStationary,
        _ => null,
    };
}
