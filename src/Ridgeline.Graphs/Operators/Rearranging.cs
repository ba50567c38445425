namespace Ridgeline.Graphs.Operators;

/// <summary>Operators that put all elements of a tensor in another order.</summary>
internal static class Rearranging
{
    public static readonly Operator[] Rows =
    [
        new("Transpose", [1, 13, 21, 23, 24, 25], InferTranspose) { Evaluate = EvaluateTranspose },
        new("DepthToSpace", [1, 11, 13], x => InferBlocks(x, toSpace: true)),
        new("SpaceToDepth", [1, 13], x => InferBlocks(x, toSpace: false)),
        new("ReverseSequence", [10], ShapeRules.SameAsInput),
        new("Trilu", [14], ShapeRules.SameAsInput),
        new("Trilu", [1], ShapeRules.SameAsInput) { Domain = "com.microsoft" },
    ];

    private static int[] Permutation(InferenceContext x, int rank)
    {
        if (x.Node.Ints("perm") is not { } given) return Array.ConvertAll(Axes.All(rank), axis => rank - 1 - axis);
        var axes = Wanted.Distinct(given, rank);
        return axes.Length == rank ? axes : throw new InferenceException($"perm has {given.Length} axes for a tensor of rank {rank}");
    }

    private static void InferTranspose(InferenceContext x)
    {
        var input = x.Shape(0);
        var rank = input.HasRank ? input.Rank : x.Node.Ints("perm")?.Length;
        var order = rank is null ? null : Permutation(x, rank.Value);
        x.Output(0, x.Element(0), order is null ? Shape.Unknown : Shape.Make(order.Length, i => input.HasRank ? input[order[i]] : Dim.Unknown));
    }

    private static Contents? EvaluateTranspose(InferenceContext x)
    {
        if (x.Contents(0) is not { } contents) return null;
        var order = Permutation(x, contents.Dims.Length);
        return Coordinates.Pick(contents, Array.ConvertAll(order, axis => contents.Dims[axis]), at =>
        {
            var from = new int[at.Length];
            for (var i = 0; i < at.Length; i++) from[order[i]] = at[i];
            return from;
        });
    }

    private static void InferBlocks(InferenceContext x, bool toSpace)
    {
        var input = x.Shape(0);
        if (!input.HasRank) { x.Output(0, x.Element(0), Shape.OfRank(4)); return; }
        if (input.Rank != 4) throw new InferenceException($"the input {input} is not [N, C, H, W]");
        var block = Dim.Of(x.Node.Int("blocksize", 0));
        if (block.Value < 1) throw new InferenceException("blocksize is less than 1");
        x.Output(0, x.Element(0), toSpace
            ? [input[0], Exact(input[1], block * block), input[2] * block, input[3] * block]
            : [input[0], input[1] * block * block, Exact(input[2], block), Exact(input[3], block)]);
    }

    private static Dim Exact(Dim size, Dim parts) => size.IsKnown && size.Value % parts.Value != 0
        ? throw new InferenceException($"a dimension of {size} does not divide into blocks of {parts}")
        : size / parts;
}
