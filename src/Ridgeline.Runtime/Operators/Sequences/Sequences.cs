using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Sequences: made, taken apart, mapped.</summary>
internal static class Sequences
{
    public static readonly Implementation[] Rows =
    [
        new("SequenceConstruct", x => x.Return(0, RuntimeSequence.Of(Enumerable.Range(0, x.InputCount).Select(x.Input)))),
        new("SequenceEmpty", x => x.Return(0, new RuntimeSequence([], (ElementType)x.Node.Int("dtype", (long)ElementType.Float)))),
        new("SequenceAt", RunAt),
        new("SequenceInsert", RunInsert),
        new("SequenceErase", RunErase),
        new("SequenceLength", x => x.Output(0, ElementType.Int64).Span<long>()[0] = Given(x, 0).Items.Count),
        new("SequenceMap", RunMap),
        new("SplitToSequence", RunSplit),
        new("ConcatFromSequence", RunConcat),
    ];

    private static RuntimeSequence Given(OperatorContext x, int input) =>
        x.Value(input) as RuntimeSequence ?? throw new OperatorException($"input {input} is no sequence");

    // A position in a sequence, counted from the end if negative; the last if none is given.
    private static int Position(OperatorContext x, int count)
    {
        var position = x.Has(1) ? ScalarReading.Integer(x.Input(1)) : count - 1;
        if (position < 0) position += count;
        return position >= 0 && position < count ? (int)position : throw new OperatorException($"the position lies outside a sequence of {count} items");
    }

    private static void RunAt(OperatorContext x)
    {
        var items = Given(x, 0).Items;
        x.Return(0, items[Position(x, items.Count)]);
    }

    private static void RunErase(OperatorContext x)
    {
        var given = Given(x, 0);
        var gone = Position(x, given.Items.Count);
        x.Return(0, RuntimeSequence.Of(given.Items.Where((_, i) => i != gone), given.Element));
    }

    private static void RunInsert(OperatorContext x)
    {
        var given = Given(x, 0);
        var items = given.Items.ToList();
        var position = x.Has(2) ? ScalarReading.Integer(x.Input(2)) : items.Count;
        if (position < 0) position += items.Count;
        if (position < 0 || position > items.Count) throw new OperatorException($"position {position} lies outside a sequence of {items.Count} items");
        items.Insert((int)position, x.Value(1));
        x.Return(0, RuntimeSequence.Of(items));
    }

    private static void RunMap(OperatorContext x)
    {
        var body = x.Node.Subgraph("body")!;
        var count = Given(x, 0).Items.Count;
        var results = body.Outputs.ConvertAll(_ => new List<RuntimeValue>());
        var given = Enumerable.Range(0, x.InputCount).Select(x.Value).ToArray();
        for (var i = 0; i < count; i++)
        {
            var made = x.Invoke(body, [.. given.Select(v => v is RuntimeSequence sequence ? sequence.Items[i] : v)]);
            for (var o = 0; o < made.Length; o++) results[o].Add(made[o]);
        }
        for (var o = 0; o < results.Count; o++) x.Return(o, RuntimeSequence.Of(results[o], body.Outputs[o].Tensor?.Element ?? ElementType.Undefined));
    }

    private static void RunSplit(OperatorContext x)
    {
        var input = x.Input(0);
        var axis = Shaping.Axis(x.Node.Int("axis", 0), input.Rank);
        var sizes = Sizes(input.Dims[axis], x.Optional(1));
        var squeezes = !x.Has(1) && x.Node.Int("keepdims", 1) == 0;
        var parts = new List<RuntimeValue>();
        var at = 0L;
        foreach (var size in sizes)
        {
            var dims = (long[])input.Dims.Clone();
            dims[axis] = size;
            var part = new RuntimeTensor(input.Element, dims);
            Slicing.CopyPart(input, axis, at, part);
            at += size;
            parts.Add(squeezes ? part.Reshaped([.. dims[..axis], .. dims[(axis + 1)..]]) : part);
        }
        x.Return(0, RuntimeSequence.Of(parts, input.Element));
    }

    // Sizes as given, or parts of one size of which the last may be smaller.
    private static long[] Sizes(long size, RuntimeTensor? split)
    {
        if (split?.Rank == 1)
        {
            var sizes = ScalarReading.Integers(split);
            return sizes.Sum() == size && sizes.All(s => s >= 0) ? sizes
                : throw new OperatorException($"parts of {string.Join(", ", sizes)} are no split of {size}");
        }
        var each = split is null ? 1 : ScalarReading.Integer(split);
        if (each < 1) throw new OperatorException($"parts of {each} are no split of {size}");
        return [.. Enumerable.Range(0, (int)((size + each - 1) / each)).Select(i => Math.Min(each, size - (i * each)))];
    }

    private static void RunConcat(OperatorContext x)
    {
        var parts = Given(x, 0).Items.Cast<RuntimeTensor>().ToList();
        if (parts.Count == 0) throw new OperatorException("the sequence is empty");
        var first = parts[0];
        if (x.Node.Int("new_axis", 0) != 0)
        {
            x.Return(0, ControlFlow.Stack(parts, null, Shaping.Axis(x.Node.Int("axis", 0), first.Rank + 1)));
            return;
        }
        var axis = Shaping.Axis(x.Node.Int("axis", 0), first.Rank);
        var dims = (long[])first.Dims.Clone();
        dims[axis] = parts.Sum(p => p.Dims[axis]);
        Slicing.Join(parts, axis, x.Output(0, first.Element, dims));
    }
}
