using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Operators that run a graph: a branch, or a body again and again.</summary>
internal static class ControlFlow
{
    public static readonly Implementation[] Rows =
    [
        new("If", RunIf),
        new("Loop", RunLoop),
        new("Scan", x => { if (x.Opset < 9) BatchedScan.Run(x); else RunScan(x); }),
    ];

    /// <summary>Tensors of equal dimensions as one, with a new axis.</summary>
    public static RuntimeTensor Stack(List<RuntimeTensor> items, DataType? type, int axis = 0)
    {
        if (items.Count == 0)
        {
            var item = type as TensorType;
            long[] rest = item?.Shape.HasRank == true ? [.. item.Shape.Select(d => d.ValueOrNull ?? 0)] : [];
            return new(item?.Element is null or ElementType.Undefined ? ElementType.Float : item.Element, [0, .. rest]);
        }
        var first = items[0];
        long[] one = [.. first.Dims[..axis], 1, .. first.Dims[axis..]];
        var result = new RuntimeTensor(first.Element, [.. first.Dims[..axis], items.Count, .. first.Dims[axis..]]);
        Slicing.Join(items.ConvertAll(i => i.Reshaped(one)), axis, result);
        return result;
    }

    private static void RunIf(OperatorContext x)
    {
        var branch = x.Node.Subgraph(ScalarReading.Integer(x.Input(0)) != 0 ? "then_branch" : "else_branch")!;
        var results = x.Invoke(branch);
        for (var i = 0; i < results.Length; i++) x.Return(i, results[i]);
    }

    private static void RunLoop(OperatorContext x)
    {
        var body = x.Node.Subgraph("body")!;
        var most = x.Has(0) ? ScalarReading.Integer(x.Input(0)) : long.MaxValue;
        RuntimeValue condition = x.Has(1) ? x.Input(1).Kept() : RuntimeTensor.Of<byte>(ElementType.Bool, [1]);
        var carried = Enumerable.Range(2, Math.Max(0, x.InputCount - 2)).Select(i => x.Value(i).Kept()).ToArray();
        var scanned = Enumerable.Range(0, body.Outputs.Count - 1 - carried.Length).Select(_ => new List<RuntimeTensor>()).ToArray();
        for (var i = 0L; i < most && ScalarReading.Integer((RuntimeTensor)condition) != 0; i++)
        {
            var results = x.Invoke(body, [RuntimeTensor.Of<long>(ElementType.Int64, [i]), condition, .. carried]);
            condition = results[0];
            results.AsSpan(1, carried.Length).CopyTo(carried);
            for (var s = 0; s < scanned.Length; s++) scanned[s].Add((RuntimeTensor)results[1 + carried.Length + s]);
        }
        for (var i = 0; i < carried.Length; i++) x.Return(i, carried[i]);
        for (var s = 0; s < scanned.Length; s++) x.Return(carried.Length + s, Stack(scanned[s], body.Outputs[1 + carried.Length + s].Type));
    }

    private static void RunScan(OperatorContext x)
    {
        var body = x.Node.Subgraph("body")!;
        var count = (int)x.Node.Int("num_scan_inputs", 1);
        var states = Enumerable.Range(0, x.InputCount - count).Select(i => x.Value(i).Kept()).ToArray();
        var inputs = Enumerable.Range(states.Length, count).Select(x.Input).ToArray();
        var axes = Axes(x.Node.Ints("scan_input_axes"), inputs.Select(i => i.Rank));
        var backward = x.Node.Ints("scan_input_directions");
        var outputs = Enumerable.Range(0, body.Outputs.Count - states.Length).Select(_ => new List<RuntimeTensor>()).ToArray();
        var length = inputs[0].Dims[axes[0]];
        for (var t = 0L; t < length; t++)
        {
            var slices = inputs.Select((tensor, i) => Slice(tensor, axes[i], backward?[i] == 1 ? length - 1 - t : t));
            var results = x.Invoke(body, [.. states, .. slices]);
            results.AsSpan(0, states.Length).CopyTo(states);
            for (var s = 0; s < outputs.Length; s++) outputs[s].Add((RuntimeTensor)results[states.Length + s]);
        }
        for (var i = 0; i < states.Length; i++) x.Return(i, states[i]);
        var turned = x.Node.Ints("scan_output_directions");
        var outputAxes = Axes(x.Node.Ints("scan_output_axes"), outputs.Select(o => o.Count == 0 ? 1 : o[0].Rank + 1), outputs.Length);
        for (var s = 0; s < outputs.Length; s++)
        {
            if (turned?[s] == 1) outputs[s].Reverse();
            x.Return(states.Length + s, Stack(outputs[s], body.Outputs[states.Length + s].Type, outputAxes[s]));
        }
    }

    /// <summary>A tensor's part at a place of an axis, without the axis.</summary>
    public static RuntimeTensor Slice(RuntimeTensor tensor, int axis, long at)
    {
        var part = new RuntimeTensor(tensor.Element, [.. tensor.Dims[..axis], 1, .. tensor.Dims[(axis + 1)..]]);
        Slicing.CopyPart(tensor, axis, at, part);
        return part.Reshaped([.. tensor.Dims[..axis], .. tensor.Dims[(axis + 1)..]]);
    }

    private static int[] Axes(long[]? given, IEnumerable<int> ranks, int count = 0) =>
        given is null ? new int[Math.Max(count, ranks.Count())] : [.. ranks.Select((rank, i) => Shaping.Axis(given[i], rank))];
}
