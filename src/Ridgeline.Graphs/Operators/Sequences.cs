using Ridgeline.Graphs.Passes;

namespace Ridgeline.Graphs.Operators;

/// <summary>Lists of values, and values that may be absent. A list's type says what is true of each of its items.</summary>
internal static class Sequences
{
    public static readonly Operator[] Rows =
    [
        new("SequenceConstruct", [11], x => x.Output(0, new SequenceType(Items(x).Aggregate(TypeMerge.Join)) { Length = x.InputCount })),
        new("SequenceEmpty", [11], InferEmpty),
        new("SequenceInsert", [11], InferInsert),
        new("SequenceErase", [11], x => x.Output(0, Sequence(x) is { } list ? list with { Length = list.Length - 1 } : null)),
        new("SequenceAt", [11], x => x.Output(0, Sequence(x)?.Item)),
        new("SequenceLength", [11], x => x.Output(0, ElementType.Int64, Shape.Scalar))
        {
            Evaluate = x => Sequence(x) is { Length: { IsUnknown: false } length } ? Contents.Scalar(length) : null,
            Traits = Traits.NoGradient | Traits.ShapeOnly,
        },
        new("SplitToSequence", [11, 24], InferSplit),
        new("ConcatFromSequence", [11], InferConcat),
        new("SequenceMap", [17], InferMap) { Trips = (node, _, _) => node.Inputs is [{ Type: SequenceType list }, ..] ? list.Length : Dim.Unknown },
        new("Optional", [15], x => x.Output(0, new OptionalType(x.Has(0) ? x.Type(0) : x.Node.Attributes.GetValueOrDefault("type")?.As<DataType>()))),
        new("OptionalGetElement", [15, 18], x => x.Output(0, x.Type(0) is OptionalType optional ? optional.Item : x.Type(0))) { Traits = Traits.View },
        new("OptionalHasElement", [15, 18], x => x.Output(0, ElementType.Bool, Shape.Scalar))
        {
            Evaluate = EvaluateHas, Traits = Traits.NoGradient | Traits.ShapeOnly,
        },
    ];

    private static IEnumerable<DataType?> Items(InferenceContext x) => x.InputCount > 0
        ? Enumerable.Range(0, x.InputCount).Select(x.Type)
        : throw new InferenceException("a sequence is made of at least one value");

    private static SequenceType? Sequence(InferenceContext x) => x.Type(0) switch
    {
        SequenceType sequence => sequence,
        OptionalType { Item: SequenceType sequence } => sequence,
        null or OptionalType { Item: null } => null,
        var other => throw new InferenceException($"a sequence is wanted, but the input is {other}"),
    };

    private static void InferEmpty(InferenceContext x) =>
        x.Output(0, new SequenceType(new TensorType(Generating.Asked(x, "dtype", ElementType.Float), Shape.Unknown)) { Length = 0 });

    private static void InferInsert(InferenceContext x)
    {
        var list = Sequence(x);
        x.Output(0, list is null ? new SequenceType(null) : (SequenceType)TypeMerge.Join(list, new SequenceType(x.Type(1)))! with { Length = list.Length + 1 });
    }

    // Only an input left out, or one that is no optional, is certain before the run.
    private static Contents? EvaluateHas(InferenceContext x) => x.Has(0) && x.Type(0) is null or OptionalType
        ? null
        : new(ElementType.Bool, [], [Dim.Of(x.Has(0) ? 1 : 0)]);

    private static void InferSplit(InferenceContext x)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, new SequenceType(new TensorType(x.Element(0), Shape.Unknown))); return; }
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), input.Rank);
        var (size, count) = x.Has(1) ? Parts(x, input[axis]) : (Dim.Of(1), input[axis]);
        var shape = !x.Has(1) && x.Node.Int("keepdims", 1) == 0 ? Shape.Of(input.Where((_, i) => i != axis)) : input.With(axis, size);
        x.Output(0, new SequenceType(new TensorType(x.Element(0), shape)) { Length = count });
    }

    // One size for all parts, if there is one (the last of equal parts may be shorter), and their number.
    private static (Dim Size, Dim Count) Parts(InferenceContext x, Dim whole)
    {
        if (x.Contents(1) is not { Integers: { Length: > 0 } sizes } contents) return default;
        if (contents.Dims.Length > 0) return (Array.TrueForAll(sizes, s => s == sizes[0]) ? sizes[0] : Dim.Unknown, sizes.Length);
        if (sizes[0].ValueOrNull < 1) throw new InferenceException($"the size of a part is {sizes[0]}");
        return (whole / sizes[0] * sizes[0] == whole ? sizes[0] : Dim.Unknown, Dim.CeilingDivide(whole, sizes[0]));
    }

    private static void InferConcat(InferenceContext x)
    {
        if (Sequence(x) is not { Item: TensorType item } list) { x.Output(0, null); return; }
        var shape = item.Shape;
        if (!shape.HasRank) { x.Output(0, item); return; }
        if (x.Node.Int("new_axis", 0) == 0)
        {
            var along = InferenceContext.Axis(x.Node.Int("axis", 0), shape.Rank);
            x.Output(0, item.Element, shape.With(along, shape[along] * list.Length));
            return;
        }
        var axis = InferenceContext.Axis(x.Node.Int("axis", 0), shape.Rank, inclusive: true);
        x.Output(0, item.Element, [.. shape.Slice(0, axis), list.Length, .. shape.Slice(axis, shape.Rank)]);
    }

    private static void InferMap(InferenceContext x)
    {
        var body = x.Node.Subgraph("body") ?? throw new InferenceException("the graph 'body' is missing");
        var inputs = Enumerable.Range(0, x.InputCount).Select(i => x.Type(i) is SequenceType sequence ? sequence.Item : x.Type(i)).ToArray();
        var outputs = x.Infer(body, inputs);
        var length = Sequence(x)?.Length ?? Dim.Unknown;
        for (var i = 0; i < outputs.Count; i++) x.Output(i, new SequenceType(outputs[i]) { Length = length });
    }
}
