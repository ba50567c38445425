using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Operators that run a graph: a branch, or a body again and again. Their arithmetic is that of the graph and is counted there; how often it runs
/// says <see cref="TripCount"/>.
/// </summary>
internal static class ControlFlow
{
    // Each round makes the carried types wider. What has not settled by then is taken as unknown.
    private const int Rounds = 3;

    public static readonly Operator[] Rows =
    [
        new("If", [1, 11, 13, 16, 19, 21, 23, 24, 25], InferIf),
        new("Loop", [1, 11, 13, 16, 19, 21, 23, 24, 25], InferLoop) { Trips = (node, _, contentsOf) => TripCount.OfLoop(node, contentsOf) },
        new("Scan", [8, 9, 11, 16, 19, 21, 23, 24, 25], x => { if (x.Opset < 9) InferBatchedScan(x); else InferScan(x); })
        {
            Trips = (node, opset, _) => TripCount.OfScan(node, opset),
        },
    ];

    private static void InferIf(InferenceContext x)
    {
        var (yes, no) = (Body(x, "then_branch"), Body(x, "else_branch"));
        if (x.Numbers(0) is [var condition])
        {
            // The branch not taken is often there because it would not fit: it is not looked at.
            var taken = condition != 0 ? yes : no;
            var types = x.Infer(taken, []);
            for (var i = 0; i < types.Count; i++)
            {
                x.Output(i, types[i]);
                if (x.ContentsOf(taken.Outputs[i]) is { } contents) x.OutputContents(i, contents);
            }
            return;
        }
        // A network for several sizes of input has a branch for each, and the others do not fit the size at hand.
        var (first, second) = (x.Infer(yes, [], mayBeSkipped: true), x.Infer(no, [], mayBeSkipped: true));
        for (var i = 0; i < Math.Min(first.Count, second.Count); i++) x.Output(i, TypeMerge.Join(first[i], second[i]));
    }

    private static void InferLoop(InferenceContext x)
    {
        var body = Body(x, "body");
        DataType[] control = [new TensorType(ElementType.Int64, Shape.Scalar), new TensorType(ElementType.Bool, Shape.Scalar)];
        var carried = Enumerable.Range(2, Math.Max(0, x.InputCount - 2)).Select(x.Type).ToArray();
        var outputs = Settle(x, body, carried, types => [.. control, .. types], made => made.Skip(1));
        var trips = TripCount.Of(x.Node, x.Opset, x.ContentsOf);
        for (var i = 0; i < carried.Length; i++) x.Output(i, carried[i]);
        for (var i = carried.Length; i + 1 < outputs.Count; i++) x.Output(i, Stacked(outputs[i + 1], trips, 0));
    }

    private static void InferScan(InferenceContext x)
    {
        var body = Body(x, "body");
        var scanned = ScanInputs(x, x.InputCount);
        var axes = x.Node.Ints("scan_input_axes");
        var carried = Enumerable.Range(0, x.InputCount - scanned).Select(x.Type).ToArray();
        var slices = Enumerable.Range(0, scanned).Select(i => Sliced(x.Type(carried.Length + i), axes is null ? 0 : axes[i])).ToArray();
        var outputs = Settle(x, body, carried, types => [.. types, .. slices], made => made);
        var trips = TripCount.Of(x.Node, x.Opset, x.ContentsOf);
        var outputAxes = x.Node.Ints("scan_output_axes");
        for (var i = 0; i < carried.Length; i++) x.Output(i, carried[i]);
        for (var i = carried.Length; i < outputs.Count; i++)
        {
            x.Output(i, Stacked(outputs[i], trips, outputAxes is null ? 0 : outputAxes[i - carried.Length]));
        }
    }

    // Operator set 8: input 0 holds sequence lengths, everything else has a batch in front that the body does not see.
    private static void InferBatchedScan(InferenceContext x)
    {
        var body = Body(x, "body");
        var scanned = ScanInputs(x, x.InputCount - 1);
        var carried = Enumerable.Range(1, x.InputCount - 1 - scanned).Select(i => Sliced(x.Type(i), 0)).ToArray();
        var slices = Enumerable.Range(carried.Length + 1, scanned).Select(i => Sliced(Sliced(x.Type(i), 0), 0)).ToArray();
        var batch = x.Shape(x.InputCount - 1) is { HasRank: true, Rank: > 0 } shape ? shape[0] : Dim.Unknown;
        var outputs = Settle(x, body, carried, types => [.. types, .. slices], made => made);
        var trips = TripCount.Of(x.Node, x.Opset, x.ContentsOf);
        for (var i = 0; i < carried.Length; i++) x.Output(i, Stacked(carried[i], batch, 0));
        for (var i = carried.Length; i < outputs.Count; i++) x.Output(i, Stacked(Stacked(outputs[i], trips, 0), batch, 0));
    }

    /// <summary>
    /// Infers a body until the types that it carries from run to run stay as they are: a type widens only where the body returns another than it
    /// was given. Returns the types of the body's outputs; <paramref name="carried"/> becomes what holds before and after any run.
    /// </summary>
    private static IReadOnlyList<DataType?> Settle(
        InferenceContext x,
        Graph body,
        DataType?[] carried,
        Func<DataType?[], IReadOnlyList<DataType?>> inputs,
        Func<IReadOnlyList<DataType?>, IEnumerable<DataType?>> carriedOf)
    {
        for (var round = 1; ; round++)
        {
            var outputs = x.Infer(body, inputs(carried));
            var returned = carriedOf(outputs).Take(carried.Length).ToArray();
            var settled = true;
            for (var i = 0; i < returned.Length; i++)
            {
                if (Equals(returned[i], carried[i])) continue;
                var joined = round < Rounds ? TypeMerge.Join(carried[i], returned[i]) : Widest(carried[i]);
                settled &= Equals(joined, carried[i]);
                carried[i] = joined;
            }
            if (settled || round > Rounds) return outputs;
        }
    }

    private static DataType? Widest(DataType? type) => type switch
    {
        TensorType tensor => tensor with { Shape = Shape.Unknown },
        SequenceType { Item: TensorType item } => new SequenceType(item with { Shape = Shape.Unknown }),
        _ => null,
    };

    private static int ScanInputs(InferenceContext x, int available)
    {
        var count = x.Node.Int("num_scan_inputs", 1);
        return count >= 1 && count <= available ? (int)count : throw new InferenceException($"num_scan_inputs is {count}, but {available} inputs are given");
    }

    private static Graph Body(InferenceContext x, string attribute) =>
        x.Node.Subgraph(attribute) ?? throw new InferenceException($"the graph '{attribute}' is missing");

    /// <summary>A tensor without one of its dimensions.</summary>
    private static DataType? Sliced(DataType? type, long axis)
    {
        if (type is not TensorType { Shape.HasRank: true } tensor) return type is TensorType ranked ? ranked : null;
        var at = InferenceContext.Axis(axis, tensor.Shape.Rank);
        return tensor.Shape.Rank == 0
            ? throw new InferenceException("a scalar cannot be scanned")
            : tensor with { Shape = Shape.Of(tensor.Shape.Where((_, i) => i != at)) };
    }

    /// <summary>So many tensors of one type put on top of each other along a new axis.</summary>
    private static DataType? Stacked(DataType? type, Dim count, long axis)
    {
        if (type is not TensorType { Shape.HasRank: true } tensor) return type as TensorType;
        var at = InferenceContext.Axis(axis, tensor.Shape.Rank, inclusive: true);
        return tensor with { Shape = [.. tensor.Shape.Slice(0, at), count, .. tensor.Shape.Slice(at, tensor.Shape.Rank)] };
    }
}
