using System.Numerics;
using System.Numerics.Tensors;
using Ridgeline.Graphs;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Operators;

/// <summary>Arithmetic of each element at its place, with broadcasting. TensorPrimitives' loops are vectorised.</summary>
internal static class Arithmetic
{
    public static readonly Implementation[] Rows =
    [
        Broadcasting("Add", BinaryLoop<Adding>.Run, BinaryKind.Sum, Role.Addition),
        Broadcasting("Sub", BinaryLoop<Subtracting>.Run, BinaryKind.Difference, Role.Subtraction),
        Broadcasting("Mul", BinaryLoop<Multiplying>.Run, BinaryKind.Product, Role.Multiplication),
        Broadcasting("Div", BinaryLoop<Dividing>.Run, BinaryKind.Quotient, Role.Division),
        new("Mod", x => RunModulus(x)) { Widens = true },
        Anywhere(new("Pow", Powers.Run)
        {
            Widens = true, Activation = Powers.Activation, Prepare = p => Floats.Prepare(p, Powers.Activation(p)), Parameters = 1,
        }),
        new("Sum", x => RunAll<Adding>(x, false)) { Widens = true, Prepare = p => FloatBroadcast.Prepare(p, BinaryKind.Sum), Binary = BinaryKind.Sum },
        new("Mean", x => RunAll<Adding>(x, true)) { Widens = true },
        Anywhere(new("Min", x => RunAll<Lesser>(x, false)) { Widens = true, Prepare = p => FloatBroadcast.Prepare(p, BinaryKind.Smaller), Binary = BinaryKind.Smaller }),
        Anywhere(new("Max", x => RunAll<Greater>(x, false)) { Widens = true, Prepare = p => FloatBroadcast.Prepare(p, BinaryKind.Larger), Binary = BinaryKind.Larger }),
        Function("Abs", x => Numbers<Magnitudes>(x), UnaryKind.Abs),
        Function("Neg", x => Numbers<Negatives>(x), UnaryKind.Neg),
        Function("Sign", x => Numbers<Signs>(x), UnaryKind.Sign),
        Anywhere(new("Clip", Clipping.Run) { Widens = true, InPlace = true, Activation = Clipping.Activation, Prepare = Clipping.Prepare, Parameters = 1 }),
    ];

    private static Implementation Broadcasting(string name, Action<OperatorContext> run, BinaryKind kind, Role role) =>
        Anywhere(new(name, run) { Widens = true, InPlace = true, Prepare = p => FloatBroadcast.Prepare(p, kind), Binary = kind, Role = role });

    private static Implementation Function(string name, Action<OperatorContext> run, UnaryKind kind)
    {
        Activation? OfFloats(Preparation p) => p.Element(0) == ElementType.Float ? new(kind) : null;
        return Anywhere(new(name, run) { Widens = true, InPlace = true, Activation = OfFloats, Prepare = p => Floats.Prepare(p, OfFloats(p)) });
    }

    // It does not matter where the channels are.
    private static Implementation Anywhere(Implementation row) => row with { ChannelsLast = row };

    private interface IUnary
    {
        static abstract void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : unmanaged, INumber<T>;
    }

    private static void Numbers<TFunction>(OperatorContext x)
        where TFunction : struct, IUnary
    {
        var input = x.Input(0);
        ElementDispatch.Numbers(input.Element, new Unary<TFunction>(input, x.OutputLike(0, input)));
    }

    private static void RunModulus(OperatorContext x)
    {
        if (x.Node.Int("fmod", 0) != 0) BinaryLoop<Remainder>.Run(x);
        else BinaryLoop<Modulus>.Run(x);
    }

    // From left to right, into the output's place; each step broadcasts the next operand to the whole.
    private static void RunAll<TFunction>(OperatorContext x, bool mean)
        where TFunction : struct, IBinary
    {
        var inputs = Enumerable.Range(0, x.InputCount).Select(x.Input).ToArray();
        var dims = inputs.Aggregate(Array.Empty<long>(), (d, i) => BroadcastDims.Of(d, i.Dims));
        var element = inputs[0].Element;
        var so = inputs[0];
        for (var i = 1; i < inputs.Length; i++)
        {
            var next = new RuntimeTensor(element, BroadcastDims.Of(so.Dims, inputs[i].Dims));
            ElementDispatch.Numbers(element, new BinaryLoop<TFunction>(so, inputs[i], next));
            so = next;
        }
        var output = x.Output(0, element, dims);
        if (!mean)
        {
            output.CopyFrom(so);
            return;
        }
        var count = Casting.Convert(RuntimeTensor.Of<float>(ElementType.Float, [inputs.Length]), element);
        ElementDispatch.Numbers(element, new BinaryLoop<Dividing>(so, count, output));
    }

    private readonly struct Unary<TFunction>(RuntimeTensor input, RuntimeTensor output) : IElementVisitor
        where TFunction : struct, IUnary
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T> => TFunction.Apply<T>(input.Span<T>(), output.Span<T>());
    }

    private readonly struct Magnitudes : IUnary
    {
        public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : unmanaged, INumber<T> => TensorPrimitives.Abs(x, y);
    }

    private readonly struct Negatives : IUnary
    {
        public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : unmanaged, INumber<T> => TensorPrimitives.Negate(x, y);
    }

    private readonly struct Signs : IUnary
    {
        public static void Apply<T>(ReadOnlySpan<T> x, Span<T> y)
            where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < x.Length; i++) y[i] = x[i] > T.Zero ? T.One : x[i] < T.Zero ? T.Zero - T.One : x[i];
        }
    }
}
