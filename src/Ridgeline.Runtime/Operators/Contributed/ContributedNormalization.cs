using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;
using static Ridgeline.Runtime.Operators.Contributed;

namespace Ridgeline.Runtime.Operators;

/// <summary>ONNX Runtime's normalisations with a residual connection or an embedding before them.</summary>
internal static class ContributedNormalization
{
    public static readonly Implementation[] Rows =
    [
        Row("SkipLayerNormalization", x => Skip(x, beta: 3, bias: 4)),
        Row("SkipSimplifiedLayerNormalization", x => Skip(x, beta: -1, bias: 3)),
        Row("SimplifiedLayerNormalization", Simplified),
        new("SimplifiedLayerNormalization", Unexpanded) { Expand = Simplified },
        Row("EmbedLayerNormalization", Embed),
    ];

    // The sum is what is kept for the next skip, so that the last addition makes it.
    private static bool Skip(Expansion x, int beta, int bias)
    {
        var (first, second) = (x[0]!, x[1]!);
        var sum = x.Output(3);
        if (bias < x.InputCount && x[bias] is { } shift) (first, second) = (Sum(x, first, second), shift);
        if (sum is null) sum = Sum(x, first, second);
        else x.Make("Add", [first, second], [sum]);
        var epsilon = NodeAttribute.Of("epsilon", x.Node.Float("epsilon", 1e-12f));
        if (beta < 0) return x.Output(1) is null && x.Output(2) is null && x.End("RMSNormalization", [sum, x[2]], epsilon);
        if (x.Output(1) is not null || x.Output(2) is not null) return false;
        return x.End("LayerNormalization", [sum, x[2], x[beta]], epsilon);
    }

    private static bool Simplified(Expansion x) => x.Output(1) is null && x.End(
        "RMSNormalization", [x[0], x[1]], NodeAttribute.Of("axis", x.Node.Int("axis", -1)), NodeAttribute.Of("epsilon", x.Node.Float("epsilon", 1e-5f)));

    // Inputs: word ids, segment ids, tables of words, positions, segments; gamma, beta, mask, position ids.
    private static bool Embed(Expansion x)
    {
        if (x.Dims(x[0]) is not [var batch, var length] || x.Dims(x[2]) is not [_, var width]) return false;
        long[] dims = [batch, length, width];
        Value Looked(Value? table, Value ids, long rows) => x.Add("Gather", ElementType.Float, [rows, length, width], [table, ids]);
        var places = x[8] ?? x.Known(RuntimeTensor.Of<long>(ElementType.Int64, [.. Enumerable.Range(0, (int)length).Select(i => (long)i)], 1, length));
        var sum = x.Add("Add", ElementType.Float, dims, [Looked(x[2], x[0]!, batch), Looked(x[3], places, x[8] is null ? 1 : batch)]);
        if (x[1] is { } segments) sum = x.Add("Add", ElementType.Float, dims, [sum, Looked(x[4], segments, batch)]);
        if (x.Output(2) is { } kept) x.Make("Identity", [sum], [kept]);
        if (x.Output(1) is { } counts)
        {
            if (x[7] is { } mask) x.Make("ReduceSum", [mask, x.Numbers(1)], [counts], NodeAttribute.Of("keepdims", 0L));
            else x.Make("Identity", [x.Known(new RuntimeTensor(ElementType.Int32, batch))], [counts]);
        }
        return x.End("LayerNormalization", [sum, x[5], x[6]], NodeAttribute.Of("epsilon", x.Node.Float("epsilon", 1e-12f)));
    }
}
