using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>The same elements in other dimensions, and what dimensions there are.</summary>
internal static class Shaping
{
    /// <summary>Hands its input on.</summary>
    public static readonly Implementation Identity = new("Identity", RunIdentity) { Views = true, Moves = true };

    public static readonly Implementation[] Rows =
    [
        new("Reshape", RunReshape) { Views = true, Moves = true },
        new("Flatten", RunFlatten) { Views = true, Moves = true },
        new("Squeeze", RunSqueeze) { Views = true, Moves = true },
        new("Unsqueeze", RunUnsqueeze) { Views = true, Moves = true },
        Identity,
        new("Shape", RunShape),
        new("Size", x => x.Output(0, ElementType.Int64).Span<long>()[0] = ((RuntimeTensor)x.Value(0)).Count),
        new("Transpose", RunTranspose) { Moves = true, Role = Role.Transposition, Prepare = PreparedMovement.PrepareTranspose },
        new("Expand", RunExpand) { Moves = true, Prepare = PreparedMovement.PrepareExpand },
        new("Tile", RunTile) { Moves = true },
    ];

    /// <summary>An axis from the start, given one that may count from the end.</summary>
    /// <exception cref="OperatorException">It lies outside the rank.</exception>
    public static int Axis(long axis, int rank) => axis >= -rank && axis < rank ? (int)(axis < 0 ? axis + rank : axis)
        : throw new OperatorException($"the axis {axis} lies outside a tensor of {rank} dimensions");

    private static void RunReshape(OperatorContext x)
    {
        var input = x.Input(0);
        var asked = x.Opset < 5 ? x.Node.Ints("shape") ?? [] : x.Integers(1)!;
        var dims = (long[])asked.Clone();
        var (known, open) = (1L, -1);
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 0 && x.Node.Int("allowzero", 0) == 0) dims[i] = input.Dims[i];
            if (dims[i] == -1) open = i;
            else known *= dims[i];
        }
        if (open >= 0) dims[open] = known == 0 ? 0 : input.Count / known;
        if (Tensor.CountOf(dims) != input.Count) throw new OperatorException($"{input} does not fit into the shape [{string.Join(", ", asked)}]");
        x.View(0, input, dims);
    }

    private static void RunFlatten(OperatorContext x)
    {
        var input = x.Input(0);
        var axis = x.Node.Int("axis", 1);
        if (axis < 0) axis += input.Rank;
        var rows = 1L;
        for (var i = 0; i < axis; i++) rows *= input.Dims[i];
        var columns = 1L;
        for (var i = (int)axis; i < input.Rank; i++) columns *= input.Dims[i];
        x.View(0, input, rows, columns);
    }

    private static void RunSqueeze(OperatorContext x)
    {
        var input = x.Input(0);
        var axes = x.Opset < 13 ? x.Node.Ints("axes") : x.Integers(1);
        var gone = axes?.Select(a => Axis(a, input.Rank)).ToHashSet();
        x.View(0, input, [.. input.Dims.Where((d, i) => gone is null ? d != 1 : !gone.Contains(i))]);
    }

    private static void RunUnsqueeze(OperatorContext x)
    {
        var input = x.Input(0);
        var axes = (x.Opset < 13 ? x.Node.Ints("axes") : x.Integers(1)) ?? [];
        var rank = input.Rank + axes.Length;
        var (dims, next) = (new long[rank], 0);
        foreach (var axis in axes) dims[Axis(axis, rank)] = 1;
        for (var i = 0; i < rank; i++)
        {
            if (dims[i] == 0) dims[i] = input.Dims[next++];
        }
        x.View(0, input, dims);
    }

    private static void RunIdentity(OperatorContext x)
    {
        if (x.Value(0) is RuntimeTensor tensor) x.View(0, tensor, tensor.Dims);
        else x.Return(0, x.Value(0));
    }

    private static void RunShape(OperatorContext x)
    {
        var dims = ((RuntimeTensor)x.Value(0)).Dims;
        var start = Bound(x.Node.Int("start", 0), dims.Length);
        var end = Math.Max(start, Bound(x.Node.Int("end", dims.Length), dims.Length));
        dims.AsSpan(start, end - start).CopyTo(x.Output(0, ElementType.Int64, end - start).Span<long>());
    }

    private static int Bound(long at, int rank) => (int)Math.Clamp(at < 0 ? at + rank : at, 0, rank);

    private static void RunTranspose(OperatorContext x)
    {
        var input = x.Input(0);
        var order = x.Node.Ints("perm");
        Span<long> dims = stackalloc long[input.Rank];
        Span<long> own = stackalloc long[input.Rank];
        Span<long> strides = stackalloc long[input.Rank];
        StridedCopy.Strides(input.Dims, own);
        for (var i = 0; i < input.Rank; i++)
        {
            var from = order is null ? input.Rank - 1 - i : (int)order[i];
            (dims[i], strides[i]) = (input.Dims[from], own[from]);
        }
        StridedCopy.Run(input, 0, strides, x.Output(0, input.Element, dims));
    }

    private static void RunExpand(OperatorContext x)
    {
        var input = x.Input(0);
        var dims = BroadcastDims.Of(input.Dims, x.Integers(1)!);
        StridedCopy.Run(input, 0, Stretched(input, dims), x.Output(0, input.Element, dims));
    }

    /// <summary>The strides of a tensor that broadcasts to dimensions: 0 along those that stretch.</summary>
    public static long[] Stretched(RuntimeTensor tensor, long[] dims)
    {
        var own = StridedCopy.Strides(tensor.Dims);
        var strides = new long[dims.Length];
        for (var i = 1; i <= tensor.Rank; i++) strides[^i] = tensor.Dims[^i] == 1 ? 0 : own[^i];
        return strides;
    }

    // A tile is a copy over twice as many dimensions: how often, and which element.
    private static void RunTile(OperatorContext x)
    {
        var input = x.Input(0);
        var repeats = x.Integers(1)!;
        if (x.Opset < 6)
        {
            var (times, along) = (repeats[0], Axis(x.Integers(2)![0], input.Rank));
            repeats = [.. input.Dims.Select((_, i) => i == along ? times : 1)];
        }
        var own = StridedCopy.Strides(input.Dims);
        var dims = new long[2 * input.Rank];
        var strides = new long[2 * input.Rank];
        for (var i = 0; i < input.Rank; i++)
        {
            (dims[2 * i], dims[(2 * i) + 1]) = (repeats[i], input.Dims[i]);
            strides[(2 * i) + 1] = own[i];
        }
        var output = x.Output(0, input.Element, [.. input.Dims.Zip(repeats, (d, r) => d * r)]);
        StridedCopy.Run(input, 0, strides, output.Reshaped(dims));
    }
}
