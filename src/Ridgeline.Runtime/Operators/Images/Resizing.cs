using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Resize and Upsample: one axis after the other.</summary>
internal static class Resizing
{
    public static readonly Implementation[] Rows =
    [
        new("Resize", RunResize) { Widens = true },
        new("Upsample", RunUpsample) { Widens = true },
    ];

    private static void RunResize(OperatorContext x)
    {
        var early = x.Opset < 11;
        var region = early ? null : Reals(x.Optional(1));
        var scales = Singles(x.Optional(early ? 1 : 2));
        var sizes = early ? null : x.Integers(3);
        Run(x, ResizePlan.Of(x.Node, x.Opset, x.Input(0).Dims, region, scales, sizes is { Length: 0 } ? null : sizes));
    }

    // Upsample is Resize as it was in operator set 10; before set 9 the scales were attributes.
    private static void RunUpsample(OperatorContext x)
    {
        var input = x.Input(0);
        var scales = x.Opset < 7 ? [1, 1, x.Node.Float("height_scale", 1), x.Node.Float("width_scale", 1)]
            : x.Opset < 9 ? x.Node.Floats("scales") : Singles(x.Input(1));
        Run(x, ResizePlan.Of(x.Node, 10, input.Dims, null, scales, null));
    }

    private static double[]? Reals(RuntimeTensor? tensor) => tensor is null ? null : [.. Enumerable.Range(0, (int)tensor.Count).Select(i => ScalarReading.Real(tensor, i))];

    private static float[]? Singles(RuntimeTensor? tensor) => tensor is null or { Count: 0 } ? null : [.. Reals(tensor)!.Select(r => (float)r)];

    private static void Run(OperatorContext x, ResizePlan plan)
    {
        var input = x.Input(0);
        var output = x.Output(0, input.Element, plan.Dims);
        if (output.Count == 0) return;
        if (input.Count == 0) throw new OperatorException($"{input} has nothing to show in {output}");
        var moves = plan.OnlyMoves;
        var made = moves || input.Element is ElementType.Float or ElementType.Double ? input : Casting.Convert(input, ElementType.Float);
        for (var i = 0; i < plan.Axes.Length; i++)
        {
            var (axis, taps) = plan.Axes[i];
            var dims = (long[])made.Dims.Clone();
            dims[axis] = plan.Dims[axis];
            var next = i == plan.Axes.Length - 1 && made.Element == output.Element ? output : new(made.Element, dims);
            var split = AxisSplit.Of(made.Dims, axis);
            if (moves) Move(made, next, split, taps, plan.Outside);
            else ElementDispatch.Reals(made.Element, new Weighing(made, next, split, taps, plan.Outside));
            made = next;
        }
        if (made != output) Casting.Convert(made, output);
    }

    private static void Move(RuntimeTensor from, RuntimeTensor to, AxisSplit split, ResizeTaps taps, double outside)
    {
        if (from.Element != ElementType.String && split.Inner == 1) ElementDispatch.Storage(from, new Picking(from, to, split.Outer, split.Size, taps));
        else
        {
            var made = taps.Indices.Length;
            for (var o = 0L; o < split.Outer; o++)
            {
                for (var i = 0; i < made; i++)
                {
                    Blocks.Copy(from, ((o * split.Size) + taps.Indices[i]) * split.Inner, to, ((o * made) + i) * split.Inner, split.Inner);
                }
            }
        }
        if (Array.IndexOf(taps.Outside, true) >= 0) Fill(to, split, taps, Casting.Convert(RuntimeTensor.Of<double>(ElementType.Double, [outside]), to.Element));
    }

    private static void Fill(RuntimeTensor to, AxisSplit split, ResizeTaps taps, RuntimeTensor value)
    {
        for (var i = 0L; i < to.Count; i++)
        {
            if (taps.Outside[i / split.Inner % taps.Outside.Length]) Blocks.Copy(value, 0, to, i, 1);
        }
    }

    private readonly unsafe struct Picking(RuntimeTensor from, RuntimeTensor to, long rows, long size, ResizeTaps taps) : IStorageVisitor
    {
        public void Visit<T>()
            where T : unmanaged
        {
            var indices = taps.Indices;
            for (var r = 0L; r < rows; r++)
            {
                var x = from.Pointer<T>() + (r * size);
                var y = to.Pointer<T>() + (r * indices.Length);
                for (var i = 0; i < indices.Length; i++) y[i] = x[indices[i]];
            }
        }
    }

    private readonly unsafe struct Weighing(RuntimeTensor from, RuntimeTensor to, AxisSplit split, ResizeTaps taps, double outside) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var weights = Array.ConvertAll(taps.Weights, T.CreateTruncating);
            var made = taps.Outside.Length;
            for (var row = 0L; row < split.Outer * made; row++)
            {
                var (o, place) = (row / made, (int)(row % made));
                var y = new Span<T>(to.Pointer<T>() + (row * split.Inner), (int)split.Inner);
                y.Fill(taps.Outside[place] ? T.CreateTruncating(outside) : T.Zero);
                for (var t = place * taps.Count; !taps.Outside[place] && t < (place + 1) * taps.Count; t++)
                {
                    var x = new ReadOnlySpan<T>(from.Pointer<T>() + (((o * split.Size) + taps.Indices[t]) * split.Inner), (int)split.Inner);
                    if (x.Length == 1) y[0] += weights[t] * x[0];
                    else if (weights[t] != T.Zero) System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(x, weights[t], y, y);
                }
            }
        }
    }
}
