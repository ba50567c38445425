using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Runs a function of two numbers over tensors that broadcast.</summary>
/// <param name="a">The first operand.</param>
/// <param name="b">The second operand.</param>
/// <param name="y">The result, of the broadcast dimensions.</param>
internal readonly unsafe struct BinaryLoop<TFunction>(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y) : IElementVisitor
    where TFunction : struct, IBinary
{
    /// <summary>The row's Run: y = f(a, b).</summary>
    public static void Run(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        if (a.Element != b.Element) throw new OperatorException($"the operands are {a} and {b}");
        Span<long> dims = stackalloc long[Math.Max(a.Rank, b.Rank)];
        BroadcastDims.Of(a.Dims, b.Dims, dims);
        ElementDispatch.Numbers(a.Element, new BinaryLoop<TFunction>(a, b, x.Output(0, a.Element, dims)));
    }

    /// <inheritdoc/>
    public void Visit<T>()
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
    {
        var walk = new BroadcastWalk(y.Dims, a.Dims, b.Dims);
        while (walk.Next())
        {
            var n = (int)walk.Length;
            var p = a.Pointer<T>() + walk.Offset(0);
            var q = b.Pointer<T>() + walk.Offset(1);
            var r = new Span<T>(y.Pointer<T>() + walk.Place, n);
            // Where both stand still the run is one element long.
            if (walk.Step(0) == 0) TFunction.Apply(*p, new ReadOnlySpan<T>(q, n), r);
            else if (walk.Step(1) == 0) TFunction.Apply(new ReadOnlySpan<T>(p, n), *q, r);
            else TFunction.Apply(new ReadOnlySpan<T>(p, n), new ReadOnlySpan<T>(q, n), r);
        }
    }
}
