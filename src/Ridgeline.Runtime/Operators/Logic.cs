using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Comparisons, truth values, bits.</summary>
internal static class Logic
{
    public static readonly Implementation[] Rows =
    [
        new("Equal", RunEqual),
        new("Greater", x => Compare<IsGreater>(x)) { Widens = true },
        new("Less", x => Compare<IsLess>(x)) { Widens = true },
        new("GreaterOrEqual", x => Compare<IsGreaterOrEqual>(x)) { Widens = true },
        new("LessOrEqual", x => Compare<IsLessOrEqual>(x)) { Widens = true },
        new("And", BitLoop<Both>.Run) { InPlace = true },
        new("Or", BitLoop<Either>.Run) { InPlace = true },
        new("Xor", BitLoop<OneOf>.Run) { InPlace = true },
        new("Not", RunNot) { InPlace = true },
        new("BitwiseAnd", BitLoop<Both>.Run) { InPlace = true },
        new("BitwiseOr", BitLoop<Either>.Run) { InPlace = true },
        new("BitwiseXor", BitLoop<OneOf>.Run) { InPlace = true },
        new("BitwiseNot", RunComplement) { InPlace = true },
        new("BitShift", x => Shift(x)),
        new("IsNaN", x => Ask(x, (v, _) => double.IsNaN(v))) { Widens = true },
        new("IsInf", x => Ask(x, IsInfinite)) { Widens = true },
        new("Where", Choosing.Run),
    ];

    private interface IRelation
    {
        static abstract bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T>;
    }

    private static void RunEqual(OperatorContext x)
    {
        var (a, b) = (x.Input(0), x.Input(1));
        if (a.Element != ElementType.String)
        {
            Compare<IsEqual>(x);
            return;
        }
        var output = x.Output(0, ElementType.Bool, BroadcastDims.Of(a.Dims, b.Dims));
        var walk = new BroadcastWalk(output.Dims, a.Dims, b.Dims);
        while (walk.Next())
        {
            for (var i = 0L; i < walk.Length; i++)
            {
                var same = a.Texts[walk.Offset(0) + (i * walk.Step(0))] == b.Texts[walk.Offset(1) + (i * walk.Step(1))];
                output.Bytes[(int)(walk.Place + i)] = same ? (byte)1 : (byte)0;
            }
        }
    }

    private static void Compare<TRelation>(OperatorContext x)
        where TRelation : struct, IRelation
    {
        var (a, b) = (x.Input(0), x.Input(1));
        if (NarrowFloats.Covers(a.Element)) (a, b) = (Casting.Convert(a, ElementType.Float), Casting.Convert(b, ElementType.Float));
        var output = x.Output(0, ElementType.Bool, BroadcastDims.Of(a.Dims, b.Dims));
        ElementDispatch.Numbers(a.Element == ElementType.Bool ? ElementType.UInt8 : a.Element, new Comparing<TRelation>(a, b, output));
    }

    private static void RunNot(OperatorContext x)
    {
        var input = x.Input(0);
        var output = x.OutputLike(0, input);
        for (var i = 0; i < output.Bytes.Length; i++) output.Bytes[i] = (byte)(input.Bytes[i] ^ 1);
    }

    private static void RunComplement(OperatorContext x)
    {
        var input = x.Input(0);
        var output = x.OutputLike(0, input);
        for (var i = 0; i < output.Bytes.Length; i++) output.Bytes[i] = (byte)~input.Bytes[i];
    }

    private static void Shift(OperatorContext x)
    {
        if (x.Node.Text("direction", "LEFT") == "LEFT") BitLoop<LeftShift>.Run(x);
        else BitLoop<RightShift>.Run(x);
    }

    private static void Ask(OperatorContext x, Func<double, Node, bool> question)
    {
        var input = x.Input(0);
        var output = x.Output(0, ElementType.Bool, input.Dims).Bytes;
        for (var i = 0; i < output.Length; i++) output[i] = question(ScalarReading.Real(input, i), x.Node) ? (byte)1 : (byte)0;
    }

    private static bool IsInfinite(double value, Node node) => (double.IsPositiveInfinity(value) && node.Int("detect_positive", 1) != 0)
        || (double.IsNegativeInfinity(value) && node.Int("detect_negative", 1) != 0);

    private readonly unsafe struct Comparing<TRelation>(RuntimeTensor a, RuntimeTensor b, RuntimeTensor y) : IElementVisitor
        where TRelation : struct, IRelation
    {
        public void Visit<T>()
            where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var walk = new BroadcastWalk(y.Dims, a.Dims, b.Dims);
            while (walk.Next())
            {
                var (p, q, r) = (walk.Offset(0), walk.Offset(1), walk.Place);
                for (var i = 0L; i < walk.Length; i++)
                {
                    y.Pointer<byte>()[r + i] = TRelation.Holds(a.Pointer<T>()[p + (i * walk.Step(0))], b.Pointer<T>()[q + (i * walk.Step(1))]) ? (byte)1 : (byte)0;
                }
            }
        }
    }

    private readonly struct IsEqual : IRelation
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a == b;
    }

    private readonly struct IsGreater : IRelation
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a > b;
    }

    private readonly struct IsLess : IRelation
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a < b;
    }

    private readonly struct IsGreaterOrEqual : IRelation
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a >= b;
    }

    private readonly struct IsLessOrEqual : IRelation
    {
        public static bool Holds<T>(T a, T b)
            where T : unmanaged, INumber<T> => a <= b;
    }

    private readonly struct Both : IBits
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, IBinaryInteger<T> => a & b;
    }

    private readonly struct Either : IBits
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, IBinaryInteger<T> => a | b;
    }

    private readonly struct OneOf : IBits
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, IBinaryInteger<T> => a ^ b;
    }

    private readonly struct LeftShift : IBits
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, IBinaryInteger<T> => a << int.CreateTruncating(b);
    }

    private readonly struct RightShift : IBits
    {
        public static T Of<T>(T a, T b)
            where T : unmanaged, IBinaryInteger<T> => a >> int.CreateTruncating(b);
    }
}
