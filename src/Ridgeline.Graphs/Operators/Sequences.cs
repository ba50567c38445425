using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Operators;

/// <summary>Lists of values, and values that may be absent. A list's type says what is true of each of its items.</summary>
internal static class Sequences
{
    public static readonly Operator[] Rows =
    [
        new("SequenceConstruct", [11], x => x.Output(0, new SequenceType(Items(x).Aggregate(TypeMerge.Join)))),
        new("SequenceEmpty", [11], x => x.Output(0, new SequenceType(new TensorType(Generating.Asked(x, "dtype", ElementType.Float), Shape.Unknown)))),
        new("SequenceInsert", [11], x => x.Output(0, new SequenceType(TypeMerge.Join(Item(x, 0), x.Type(1))))),
        new("SequenceErase", [11], ShapeRules.SameAsInput),
        new("SequenceAt", [11], x => x.Output(0, Item(x, 0))),
        new("SequenceLength", [11], x => x.Output(0, ElementType.Int64, Shape.Scalar)) { Traits = Traits.NoGradient | Traits.ShapeOnly },
        new("SplitToSequence", [11, 24], InferSplit),
        new("ConcatFromSequence", [11], InferConcat),
        new("SequenceMap", [17], InferMap) { Trips = (_, _, _) => Dim.Unknown },
        new("Optional", [15], x => x.Output(0, new OptionalType(x.Has(0) ? x.Type(0) : x.Node.Attributes.GetValueOrDefault("type")?.As<DataType>()))),
        new("OptionalGetElement", [15, 18], x => x.Output(0, x.Type(0) is OptionalType optional ? optional.Item : x.Type(0))) { Traits = Traits.View },
        new("OptionalHasElement", [15, 18], x => x.Output(0, ElementType.Bool, Shape.Scalar)) { Evaluate = EvaluateHas, Traits = Traits.NoGradient | Traits.ShapeOnly },
    ];

    private static IEnumerable<DataType?> Items(InferenceContext x) => x.InputCount > 0
        ? Enumerable.Range(0, x.InputCount).Select(x.Type)
        : throw new InferenceException("a sequence is made of at least one value");

    private static DataType? Item(InferenceContext x, int input) => x.Type(input) switch
    {
        SequenceType sequence => sequence.Item,
        OptionalType { Item: SequenceType sequence } => sequence.Item,
        null => null,
        var other => throw new InferenceException($"a sequence is wanted, but the input is {other}"),
    };

    // Only an input left out, or one that is no optional, is certain before the run.
    private static Contents? EvaluateHas(InferenceContext x) => x.Has(0) && x.Type(0) is null or OptionalType
        ? null
        : new(ElementType.Bool, [], [Dim.Of(x.Has(0) ? 1 : 0)]);

    private static void InferSplit(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, new SequenceType(new TensorType(x.Element(0), Shape.Unknown))); return; }
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), input.Rank);
        var shape = x.Has(1) ? input.With(axis, PartSize(x, input[axis]))
            : x.Node.Int("keepdims", 1) != 0 ? input.With(axis, Dim.Of(1))
            : Shape.Of(input.Where((_, i) => i != axis));
        x.Output(0, new SequenceType(new TensorType(x.Element(0), shape)));
    }

    // One size for all parts, if there is one: the last of equal parts may be shorter.
    private static Dim PartSize(InferenceContext x, Dim whole)
    {
        if (x.Contents(1) is not { Integers: { Length: > 0 } sizes } contents) return Dim.Unknown;
        if (contents.Dims.Length > 0) return Array.TrueForAll(sizes, s => s == sizes[0]) ? sizes[0] : Dim.Unknown;
        return whole / sizes[0] * sizes[0] == whole ? sizes[0] : Dim.Unknown;
    }

    private static void InferConcat(InferenceContext x)
    {
        if (Item(x, 0) is not TensorType item) { x.Output(0, null); return; }
        var shape = item.Shape;
        if (!shape.HasRank) { x.Output(0, item); return; }
        if (x.Node.Int("new_axis", 0) == 0)
        {
            x.Output(0, item.Element, shape.With(InferenceContext.Axis(x.Node.Int("axis", 0), shape.Rank), Dim.Unknown));
            return;
        }
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), shape.Rank, inclusive: true);
        x.Output(0, item.Element, [.. shape.Slice(0, axis), Dim.Unknown, .. shape.Slice(axis, shape.Rank)]);
    }

    private static void InferMap(InferenceContext x)
    {
        var body = x.Node.Subgraph("body") ?? throw new InferenceException("the graph 'body' is missing");
        var inputs = Enumerable.Range(0, x.InputCount).Select(i => x.Type(i) is SequenceType sequence ? sequence.Item : x.Type(i)).ToArray();
        var outputs = x.Infer(body, inputs);
        for (var i = 0; i < outputs.Count; i++) x.Output(i, new SequenceType(outputs[i]));
    }
}
