using System.Numerics;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Rows;

namespace Ridgeline.Runtime.Operators;

/// <summary>Softmax, its logarithm, and the hard one. Before opset 13 all dimensions from the axis on were one.</summary>
internal static class Softmaxes
{
    public static readonly Implementation[] Rows =
    [
        new("Softmax", x => Run(x, Kind.Soft)) { Widens = true, InPlace = true, Role = Role.Softmax, Prepare = FloatRows.PrepareSoftmax<Softmax> },
        new("LogSoftmax", x => Run(x, Kind.Log)) { Widens = true, InPlace = true, Prepare = FloatRows.PrepareSoftmax<LogSoftmax> },
        new("Hardmax", x => Run(x, Kind.Hard)) { Widens = true },
    ];

    private enum Kind
    {
        Soft,
        Log,
        Hard,
    }

    /// <summary>The axis as the node's operator set means it.</summary>
    public static AxisSplit Split(Node node, int opset, ReadOnlySpan<long> dims)
    {
        if (dims.Length == 0) return new(1, 1, 1);
        var axis = Shaping.Axis(node.Int("axis", opset < 13 ? 1 : -1), Math.Max(dims.Length, opset < 13 ? 2 : 1));
        return opset < 13 ? AxisSplit.From(dims, axis) : AxisSplit.Of(dims, axis);
    }

    private static void Run(OperatorContext x, Kind kind)
    {
        var input = x.Input(0);
        ElementDispatch.Reals(input.Element, new Loop(input, x.OutputLike(0, input), Split(x.Node, x.Opset, input.Dims), kind));
    }

    private readonly unsafe struct Loop(RuntimeTensor input, RuntimeTensor output, AxisSplit split, Kind kind) : IRealVisitor
    {
        public void Visit<T>()
            where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            for (var o = 0L; o < split.Outer; o++)
            {
                for (var i = 0L; i < split.Inner; i++)
                {
                    var start = (o * split.Size * split.Inner) + i;
                    Row(input.Pointer<T>() + start, output.Pointer<T>() + start, split.Inner);
                }
            }
        }

        private void Row<T>(T* x, T* y, long step)
            where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (largest, place) = (T.NegativeInfinity, 0L);
            for (var k = 0L; k < split.Size; k++)
            {
                if (x[k * step] > largest) (largest, place) = (x[k * step], k);
            }
            if (kind == Kind.Hard)
            {
                for (var k = 0L; k < split.Size; k++) y[k * step] = k == place ? T.One : T.Zero;
                return;
            }
            if (T.IsNegativeInfinity(largest)) largest = T.Zero;
            var sum = T.Zero;
            for (var k = 0L; k < split.Size; k++) sum += T.Exp(x[k * step] - largest);
            var log = T.Log(sum);
            for (var k = 0L; k < split.Size; k++) y[k * step] = kind == Kind.Log ? x[k * step] - largest - log : T.Exp(x[k * step] - largest) / sum;
        }
    }
}
