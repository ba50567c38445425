using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Running sums and products along an axis.</summary>
internal static class Accumulation
{
    public static readonly Implementation[] Rows =
    [
        new("CumSum", x => Run(x, product: false)) { Widens = true },
        new("CumProd", x => Run(x, product: true)) { Widens = true },
    ];

    private static void Run(OperatorContext x, bool product)
    {
        var input = x.Input(0);
        var axis = Shaping.Axis(ScalarReading.Integer(x.Input(1)), input.Rank);
        var loop = new Loop(input, x.OutputLike(0, input), AxisSplit.Of(input.Dims, axis), product, x.Node.Int("exclusive", 0) != 0, x.Node.Int("reverse", 0) != 0);
        ElementDispatch.Numbers(input.Element, loop);
    }

    private readonly unsafe struct Loop(RuntimeTensor input, RuntimeTensor output, AxisSplit split, bool product, bool exclusive, bool reverse) : IElementVisitor
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (outer, size, inner) = split;
            for (var lane = 0L; lane < outer * inner; lane++)
            {
                var (at, step) = ((lane / inner * size * inner) + (lane % inner), inner);
                if (reverse) (at, step) = (at + ((size - 1) * inner), -inner);
                var so = product ? T.One : T.Zero;
                for (var i = 0L; i < size; i++, at += step)
                {
                    var value = input.Pointer<T>()[at];
                    var next = product ? so * value : so + value;
                    output.Pointer<T>()[at] = exclusive ? so : next;
                    so = next;
                }
            }
        }
    }
}
