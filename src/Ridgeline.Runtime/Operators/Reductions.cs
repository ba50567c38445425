using System.Numerics;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>Reductions over any axes: sums, means, norms, extremes.</summary>
internal static class Reductions
{
    public static readonly Implementation[] Rows =
    [
        Row("ReduceSum", 13, new((s, v) => s + v, 0), p => FloatRows.PrepareReduction<RowTotal>(p, 13, _ => 1)),
        Row("ReduceMean", 18, new((s, v) => s + v, 0) { Finish = (s, n) => s / n }, p => FloatRows.PrepareReduction<RowTotal>(p, 18, n => 1f / n)) with
        {
            Role = Role.Mean,
        },
        Row("ReduceProd", 18, new((s, v) => s * v, 1)),
        Row("ReduceSumSquare", 18, new((s, v) => s + (v * v), 0), p => FloatRows.PrepareReduction<RowSquares>(p, 18, _ => 1)),
        Row("ReduceL1", 18, new((s, v) => s + Math.Abs(v), 0), p => FloatRows.PrepareReduction<RowMagnitudes>(p, 18, _ => 1)),
        Row("ReduceL2", 18, new((s, v) => s + (v * v), 0) { Finish = (s, _) => Math.Sqrt(s) }),
        Row("ReduceLogSum", 18, new((s, v) => s + v, 0) { Finish = (s, _) => Math.Log(s) }),
        Row("ReduceLogSumExp", 18, new((s, v) => s + v, 0) { IsLogSumExp = true }),
        new("ReduceMax", x => RunExtreme(x, true)) { Widens = true, Prepare = p => FloatRows.PrepareReduction<RowMax>(p, 18, _ => 1) },
        new("ReduceMin", x => RunExtreme(x, false)) { Widens = true, Prepare = p => FloatRows.PrepareReduction<RowMin>(p, 18, _ => 1) },
        new("ArgMax", x => RunPlace(x, true)) { Widens = true },
        new("ArgMin", x => RunPlace(x, false)) { Widens = true },
    ];

    private static Implementation Row(string name, int axesAreInput, Reducer reducer, Func<Preparation, Action<OperatorContext>?>? prepare = null) =>
        new(name, x => RunFold(x, axesAreInput, reducer)) { Widens = true, Prepare = prepare };

    /// <summary>The axes that a node reduces, or none if it does nothing; and the output's dimensions.</summary>
    public static (bool[] Reduced, long[] Dims) Axes(OperatorContext x, RuntimeTensor input, int axesAreInput)
    {
        var axes = x.Opset < axesAreInput ? x.Node.Ints("axes") : x.Integers(1);
        var keeps = x.Node.Int("keepdims", 1) != 0;
        var reduced = new bool[input.Rank];
        if (axes is null or { Length: 0 }) Array.Fill(reduced, x.Node.Int("noop_with_empty_axes", 0) == 0);
        else foreach (var axis in axes) reduced[Shaping.Axis(axis, input.Rank)] = true;
        return (reduced, [.. input.Dims.Select((d, i) => reduced[i] ? 1 : d).Where((_, i) => keeps || !reduced[i])]);
    }

    private static void RunFold(OperatorContext x, int axesAreInput, Reducer reducer)
    {
        var input = x.Input(0);
        var (reduced, dims) = Axes(x, input, axesAreInput);
        var output = x.Output(0, input.Element, dims);
        ElementDispatch.Numbers(input.Element, new Folding(input, output, reduced, reducer));
    }

    private static void RunExtreme(OperatorContext x, bool greatest)
    {
        var input = x.Input(0);
        var (reduced, dims) = Axes(x, input, 18);
        var output = x.Output(0, input.Element, dims);
        var element = input.Element == ElementType.Bool ? ElementType.UInt8 : input.Element;
        ElementDispatch.Numbers(element, new Extreme(input, output, reduced, greatest));
    }

    private static void RunPlace(OperatorContext x, bool greatest)
    {
        var input = x.Input(0);
        var axis = Shaping.Axis(x.Node.Int("axis", 0), input.Rank);
        var keeps = x.Node.Int("keepdims", 1) != 0;
        long[] dims = [.. input.Dims.Select((d, i) => i == axis ? 1 : d).Where((_, i) => keeps || i != axis)];
        var output = x.Output(0, ElementType.Int64, dims);
        ElementDispatch.Numbers(input.Element, new Place(input, output, AxisSplit.Of(input.Dims, axis), greatest, x.Node.Int("select_last_index", 0) != 0));
    }

    private sealed record Reducer(Func<double, double, double> Step, double Start)
    {
        public Func<double, double, double> Finish { get; init; } = (s, _) => s;

        public bool IsLogSumExp { get; init; }
    }

    private readonly struct Folding(RuntimeTensor input, RuntimeTensor output, bool[] reduced, Reducer reducer) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (walk, x, y) = (new ReductionWalk(input.Dims, reduced), input, output);
            for (var o = 0L; o < walk.Kept; o++)
            {
                var start = walk.KeptOffset(o);
                y.Span<T>()[(int)o] = T.CreateTruncating(One<T>(x, walk, start));
            }
        }

        private double One<T>(RuntimeTensor x, ReductionWalk walk, long start)
            where T : unmanaged, INumber<T>
        {
            var values = x.Span<T>();
            var largest = 0.0;
            if (reducer.IsLogSumExp)
            {
                largest = double.NegativeInfinity;
                for (var r = 0L; r < walk.Gone; r++) largest = Math.Max(largest, double.CreateTruncating(values[(int)(start + walk.GoneOffset(r))]));
                if (double.IsInfinity(largest)) largest = walk.Gone == 0 || double.IsNegative(largest) ? 0 : largest;
            }
            var sum = reducer.Start;
            for (var r = 0L; r < walk.Gone; r++)
            {
                var value = double.CreateTruncating(values[(int)(start + walk.GoneOffset(r))]);
                sum = reducer.Step(sum, reducer.IsLogSumExp ? Math.Exp(value - largest) : value);
            }
            return reducer.IsLogSumExp ? Math.Log(sum) + largest : reducer.Finish(sum, walk.Gone);
        }
    }

    private readonly struct Extreme(RuntimeTensor input, RuntimeTensor output, bool[] reduced, bool greatest) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var walk = new ReductionWalk(input.Dims, reduced);
            var x = input.Span<T>();
            var y = output.Span<T>();
            for (var o = 0; o < walk.Kept; o++)
            {
                var start = walk.KeptOffset(o);
                var best = greatest ? T.CreateSaturating(double.NegativeInfinity) : T.CreateSaturating(double.PositiveInfinity);
                if (output.Element == ElementType.Bool && !greatest) best = T.One;
                for (var r = 0L; r < walk.Gone; r++)
                {
                    var value = x[(int)(start + walk.GoneOffset(r))];
                    best = greatest ? T.Max(best, value) : T.Min(best, value);
                }
                y[o] = best;
            }
        }
    }

    private readonly struct Place(RuntimeTensor input, RuntimeTensor output, AxisSplit split, bool greatest, bool last) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var x = input.Span<T>();
            var y = output.Span<long>();
            for (var o = 0L; o < split.Outer; o++)
            {
                for (var i = 0L; i < split.Inner; i++)
                {
                    var (start, best) = ((o * split.Size * split.Inner) + i, 0L);
                    for (var k = 1L; k < split.Size; k++)
                    {
                        var (candidate, so) = (x[(int)(start + (k * split.Inner))], x[(int)(start + (best * split.Inner))]);
                        if ((greatest ? candidate > so : candidate < so) || (last && candidate == so)) best = k;
                    }
                    y[(int)((o * split.Inner) + i)] = best;
                }
            }
        }
    }
}
