using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Runs a function of two integers' bits over tensors that broadcast.</summary>
/// <param name="a">The first operand.</param>
/// <param name="b">The second operand.</param>
/// <param name="y">The result, of the broadcast dimensions.</param>
internal readonly unsafe struct BitLoop<TFunction>(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y) : IIntegerVisitor
    where TFunction : struct, IBits
{
    /// <summary>The row's Run: y = f(a, b). Truth values are bytes of 0 and 1.</summary>
    public static void Run(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        var output = x.Output(0, a.Element, BroadcastDims.Of(a.Dims, b.Dims));
        ElementDispatch.Integers(a.Element == ElementType.Bool ? ElementType.UInt8 : a.Element, new BitLoop<TFunction>(a, b, output));
    }

    /// <inheritdoc/>
    public void Visit<T>()
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var walk = new BroadcastWalk(y.Dims, a.Dims, b.Dims);
        while (walk.Next())
        {
            var p = a.Pointer<T>() + walk.Offset(0);
            var q = b.Pointer<T>() + walk.Offset(1);
            var r = y.Pointer<T>() + walk.Place;
            for (var i = 0L; i < walk.Length; i++) r[i] = TFunction.Of(p[i * walk.Step(0)], q[i * walk.Step(1)]);
        }
    }
}
