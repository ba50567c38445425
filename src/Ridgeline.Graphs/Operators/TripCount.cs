namespace Ridgeline.Graphs.Operators;

/// <summary>How often the body of a Loop or Scan runs.</summary>
public static class TripCount
{
    /// <summary>
    /// The number of runs where it is decided before anything runs: a Loop's trip count if no condition can end it earlier, a Scan's number of
    /// slices; 1 for anything else. A name if it is one; unknown if only the run decides.
    /// </summary>
    /// <param name="node">The node that holds the body.</param>
    /// <param name="opset">The version of its operator set.</param>
    /// <param name="contentsOf">What a value, also one of the body, is known to contain.</param>
    public static Dim Of(Node node, int opset, Func<Value, Contents?> contentsOf) =>
        OperatorTable.Find(node)?.Trips?.Invoke(node, opset, contentsOf) ?? Dim.Of(1);

    /// <summary>The runs of a Loop's body.</summary>
    internal static Dim OfLoop(Node node, Func<Value, Contents?> contentsOf)
    {
        if (node.Subgraph("body") is not { Outputs.Count: > 0 } body) return Dim.Unknown;
        var limit = Input(node, 0) is { } m && contentsOf(m) is { Integers: [var count] } ? count : Dim.Unknown;
        if (limit.ValueOrNull < 0) limit = Dim.Of(0);
        // Without a condition at the start the body's condition is not looked at either.
        if (Input(node, 1) is not { } condition) return limit;
        var start = Truth(contentsOf(condition));
        if (start == false) return Dim.Of(0);
        if (start is null) return Dim.Unknown;
        if (IsPassedOn(body)) return limit;
        return Truth(contentsOf(body.Outputs[0])) switch
        {
            true => limit,
            false => limit == 0 ? limit : limit.IsKnown || Input(node, 0) is null ? Dim.Of(1) : Dim.Unknown,
            null => Dim.Unknown,
        };
    }

    // Whether the body hands on the condition that it was given.
    private static bool IsPassedOn(Graph body)
    {
        if (body.Inputs.Count < 2) return false;
        var value = body.Outputs[0];
        for (var i = body.Nodes.Count - 1; i >= 0; i--)
        {
            var node = body.Nodes[i];
            var handsOn = OperatorTable.Find(node)?.Traits.HasFlag(Traits.HandsOn) == true;
            if (handsOn && node.Outputs.Contains(value) && node.Inputs is [{ } source]) value = source;
        }
        return ReferenceEquals(value, body.Inputs[1]);
    }

    private static bool? Truth(Contents? contents) => contents?.Numbers is [var one] ? one != 0 : null;

    /// <summary>The runs of a Scan's body.</summary>
    internal static Dim OfScan(Node node, int opset)
    {
        var scanned = (int)Math.Clamp(node.Int("num_scan_inputs", 1), 1, Math.Max(node.Inputs.Count, 1));
        if (Input(node, node.Inputs.Count - scanned)?.Tensor?.Shape is not { HasRank: true } shape) return Dim.Unknown;
        // Operator set 8 scans along the second dimension, after the batch, and may stop early for some of the batch.
        var axis = opset < 9 ? 1 : node.Ints("scan_input_axes") is [var first, ..] ? first : 0;
        return shape.Rank > 0 ? shape[InferenceContext.Axis(axis, shape.Rank)] : Dim.Unknown;
    }

    private static Value? Input(Node node, int input) => input >= 0 && input < node.Inputs.Count ? node.Inputs[input] : null;
}
