using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Unique: the elements, or slices along an axis, that differ, ascending or as they come; NaN is one element, the largest.</summary>
internal static class Distinction
{
    public static readonly Implementation[] Rows =
    [
        new("Unique", Run),
    ];

    private static void Run(OperatorContext x)
    {
        var input = x.Input(0);
        var flat = !x.Node.Attributes.ContainsKey("axis");
        var axis = flat ? 0 : Shaping.Axis(x.Node.Int("axis", 0), input.Rank);
        var split = flat ? new(1, input.Count, 1) : AxisSplit.Of(input.Dims, axis);
        var groups = Groups(input, split);
        if (x.Node.Int("sorted", 1) == 0) groups.Sort((a, b) => a[0].CompareTo(b[0]));
        var dims = flat ? [groups.Count] : (long[])input.Dims.Clone();
        dims[axis] = groups.Count;
        var output = x.Output(0, input.Element, dims);
        var (first, inverse) = (x.Output(1, ElementType.Int64, groups.Count), x.Output(2, ElementType.Int64, split.Size));
        var counts = x.Output(3, ElementType.Int64, groups.Count);
        for (var g = 0; g < groups.Count; g++)
        {
            for (var o = 0L; o < split.Outer; o++)
            {
                Blocks.Copy(input, ((o * split.Size) + groups[g][0]) * split.Inner, output, ((o * groups.Count) + g) * split.Inner, split.Inner);
            }
            (first.Span<long>()[g], counts.Span<long>()[g]) = (groups[g][0], groups[g].Count);
            foreach (var member in groups[g]) inverse.Span<long>()[(int)member] = g;
        }
    }

    // Places of equal slices, ascending by slice and within a group by place.
    private static List<List<long>> Groups(RuntimeTensor input, AxisSplit split)
    {
        var elements = Comparison(input);
        int Compare(long a, long b)
        {
            for (var i = 0L; i < split.Outer * split.Inner; i++)
            {
                var start = (i / split.Inner * split.Size * split.Inner) + (i % split.Inner);
                var order = elements(start + (a * split.Inner), start + (b * split.Inner));
                if (order != 0) return order;
            }
            return 0;
        }
        var groups = new List<List<long>>();
        foreach (var place in Enumerable.Range(0, (int)split.Size).Select(i => (long)i).Order(Comparer<long>.Create(Compare)))
        {
            if (groups.Count > 0 && Compare(groups[^1][0], place) == 0) groups[^1].Add(place);
            else groups.Add([place]);
        }
        return groups;
    }

    private static Comparison<long> Comparison(RuntimeTensor input)
    {
        if (input.Element == ElementType.String) return (a, b) => string.CompareOrdinal(input.Texts[a], input.Texts[b]);
        var wide = NarrowFloats.Covers(input.Element) ? Casting.Convert(input, ElementType.Float) : input;
        var making = new Making(wide, []);
        ElementDispatch.Numbers(wide.Element == ElementType.Bool ? ElementType.UInt8 : wide.Element, making);
        return making.Made[0];
    }

    private readonly struct Making(RuntimeTensor input, List<Comparison<long>> made) : IElementVisitor
    {
        public List<Comparison<long>> Made => made;

        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var tensor = input;
            made.Add((a, b) => Compare(tensor.Span<T>()[(int)a], tensor.Span<T>()[(int)b]));
        }

        private static int Compare<T>(T a, T b)
            where T : INumber<T> => T.IsNaN(a) || T.IsNaN(b) ? T.IsNaN(a).CompareTo(T.IsNaN(b)) : a.CompareTo(b);
    }
}
