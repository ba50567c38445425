namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that make a tensor out of attributes or out of a few numbers.</summary>
internal static class Generating
{
    public static readonly Operator[] Rows =
    [
        new("Constant", [1, 9, 11, 12, 13, 19, 21, 23, 24, 25], x => x.Output(0, ConstantType(x.Node)))
        {
            Evaluate = x => ConstantContents(x.Node), Traits = Traits.NoGradient | Traits.View | Traits.Constant,
        },
        new("ConstantOfShape", [9, 20, 21, 23, 24, 25], x => x.Output(0, Fill(x)?.Element ?? ElementType.Float, Wanted.ShapeOf(x, 0)))
        {
            Evaluate = EvaluateConstantOfShape, Traits = Traits.NoGradient,
        },
        new("Range", [11, 27], InferRange) { Evaluate = EvaluateRange, Traits = Traits.NoGradient, Work = WorkRules.Adding() },
        new("Range", [1], InferRange) { Domain = "com.microsoft", Evaluate = EvaluateRange, Traits = Traits.NoGradient, Work = WorkRules.Adding() },
        new("EyeLike", [9, 22], x => x.Output(0, Asked(x, "dtype", x.Element(0)), x.Shape(0))) { Traits = Traits.NoGradient | Traits.ShapeOnly },
        new("OneHot", [9, 11], InferOneHot) { Traits = Traits.NoGradient, Buffers = [2] },
    ];

    /// <summary>The element type that an attribute names by number.</summary>
    public static ElementType Asked(InferenceContext x, string attribute, ElementType fallback)
    {
        var asked = (ElementType)x.Node.Int(attribute, (long)fallback);
        return asked == ElementType.Undefined || asked.IsDefined()
            ? asked
            : throw new InferenceException($"{attribute} is {(int)asked}, which is no element type");
    }

    private static object? ConstantValue(Node node) =>
        node.Attributes.Values.FirstOrDefault(a => a.Name.Contains("value", StringComparison.Ordinal))?.Content;

    private static DataType? ConstantType(Node node) => ConstantValue(node) switch
    {
        Tensor tensor => tensor.Type,
        SparseTensor sparse => sparse.Type,
        float => new TensorType(ElementType.Float, Shape.Scalar),
        float[] reals => new TensorType(ElementType.Float, [reals.Length]),
        long => new TensorType(ElementType.Int64, Shape.Scalar),
        long[] integers => new TensorType(ElementType.Int64, [integers.Length]),
        ReadOnlyMemory<byte> => new TensorType(ElementType.String, Shape.Scalar),
        ReadOnlyMemory<byte>[] texts => new TensorType(ElementType.String, [texts.Length]),
        _ => throw new InferenceException("the constant has no value"),
    };

    private static Contents? ConstantContents(Node node) => ConstantValue(node) switch
    {
        Tensor tensor => Contents.Of(tensor),
        float real => new(ElementType.Float, [], [(double)real]),
        float[] reals => new(ElementType.Float, [reals.Length], Array.ConvertAll(reals, r => (double)r)),
        long integer => Contents.Scalar(integer),
        long[] integers => Contents.Vector(Array.ConvertAll(integers, Dim.Of)),
        _ => null,
    };

    private static Tensor? Fill(InferenceContext x) => x.Node.Attributes.GetValueOrDefault("value")?.As<Tensor>();

    private static Contents? EvaluateConstantOfShape(InferenceContext x)
    {
        if (x.OutputTensor()?.Shape is not { IsFullyKnown: true } shape || !Coordinates.IsSmall(shape.ToNumbers())) return null;
        var fill = Fill(x) is { } tensor ? Contents.Of(tensor) : new(ElementType.Float, [], [0.0]);
        return fill is { Count: 1 } ? fill.Pick(shape.ToNumbers(), new int[(int)shape.Elements.Value]) : null;
    }

    private static void InferRange(InferenceContext x) => x.Output(0, x.Element(0), [RangeLength(x)]);

    private static Dim RangeLength(InferenceContext x)
    {
        var delta = x.Has(2) ? x.Contents(2) : Contents.Scalar(1);
        if (x.Contents(0) is { Reals: [var from] } && x.Contents(1) is { Reals: [var to] } && delta is { Reals: [var by] })
        {
            var count = Math.Max(Math.Ceiling((to - from) / by), 0);
            return count < long.MaxValue / 2 ? Dim.Of((long)count) : Dim.Unknown;
        }
        if (x.Contents(0) is not { Integers: [var start] } || x.Contents(1) is not { Integers: [var limit] }) return Dim.Unknown;
        if (delta is not { Integers: [var step] }) return Dim.Unknown;
        if (step == 0) throw new InferenceException("the step of the range is 0");
        var length = step == 1 ? limit - start : Dim.CeilingDivide(limit - start, step);
        return length.ValueOrNull < 0 ? Dim.Of(0) : length;
    }

    private static Contents? EvaluateRange(InferenceContext x)
    {
        if (RangeLength(x).ValueOrNull is not { } count || count > Contents.Most || x.Contents(0) is not { } start) return null;
        var steps = Enumerable.Range(0, (int)count);
        var delta = x.Has(2) ? x.Contents(2)! : Contents.Scalar(1);
        return start.Reals is { } reals
            ? new(start.Element, [count], [.. steps.Select(i => reals[0] + (i * delta.Reals![0]))])
            : new(start.Element, [count], [.. steps.Select(i => start.Integers![0] + (Dim.Of(i) * delta.Integers![0]))]);
    }

    private static void InferOneHot(InferenceContext x)
    {
        var indices = x.Shape(0);
        if (!indices.HasRank) { x.Output(0, x.Element(2), Shape.Unknown); return; }
        var axis = InferenceContext.Axis(x.Node.Int("axis", -1), indices.Rank, inclusive: true);
        x.Output(0, x.Element(2), [.. indices.Slice(0, axis), Wanted.Integer(x, 1), .. indices.Slice(axis, indices.Rank)]);
    }
}
