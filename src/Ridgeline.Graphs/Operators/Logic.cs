using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Comparisons, logic, bits, and the choice by a condition: one comparison an element.</summary>
internal static class Logic
{
    private const Traits Steps = Traits.NoGradient;

    private static readonly Action<InferenceContext> s_truths = BroadcastTo(ElementType.Bool);

    public static readonly Operator[] Rows =
    [
        new("Equal", [1, 7, 11, 13, 19], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test(DimArithmetic.AreEqual, (a, b) => a == b) },
        new("Less", [1, 7, 9, 13], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test(DimArithmetic.Less, (a, b) => a < b) },
        new("Greater", [1, 7, 9, 13], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test((a, b) => DimArithmetic.Less(b, a), (a, b) => a > b) },
        new("LessOrEqual", [12, 16], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test((a, b) => AtLeast(b, a), (a, b) => a <= b) },
        new("GreaterOrEqual", [12, 16], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test(AtLeast, (a, b) => a >= b) },
        new("IsNaN", [9, 13, 20], SameShape(ElementType.Bool)) { Work = Comparing(), Traits = Steps },
        new("IsInf", [10, 20], SameShape(ElementType.Bool)) { Work = Comparing(), Traits = Steps },

        new("And", [1, 7], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test((a, b) => Both(a, b), (a, b) => a != 0 && b != 0) },
        new("Or", [1, 7], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test((a, b) => Either(a, b), (a, b) => a != 0 || b != 0) },
        new("Xor", [1, 7], s_truths) { Work = Comparing(), Traits = Steps, Evaluate = Test((a, b) => !DimArithmetic.AreEqual(a, b), (a, b) => a != b) },
        new("Not", [1], SameShape(ElementType.Bool)) { Work = Comparing(), Traits = Steps, Evaluate = x => ContentsArithmetic.Map(x, a => 1 - a, a => a) },

        new("BitwiseAnd", [18], Broadcast) { Work = Comparing(), Traits = Steps },
        new("BitwiseOr", [18], Broadcast) { Work = Comparing(), Traits = Steps },
        new("BitwiseXor", [18], Broadcast) { Work = Comparing(), Traits = Steps },
        new("BitwiseNot", [18], SameAsInput) { Work = Comparing(), Traits = Steps },
        new("BitShift", [11], Broadcast) { Work = Comparing(), Traits = Steps },

        new("Where", [9, 16], InferWhere) { Work = Comparing(), Evaluate = Chosen },
    ];

    private static Func<InferenceContext, Contents?> Test(Func<Dim, Dim, bool?> onIntegers, Func<double, double, bool> onReals) =>
        x => ContentsArithmetic.Compare(x, onIntegers, onReals);

    private static bool? AtLeast(Dim a, Dim b) => !DimArithmetic.Less(a, b);

    private static bool? Both(Dim a, Dim b) => IsFalse(a) || IsFalse(b) ? false : IsTrue(a) && IsTrue(b) ? true : null;

    private static bool? Either(Dim a, Dim b) => IsTrue(a) || IsTrue(b) ? true : IsFalse(a) && IsFalse(b) ? false : null;

    private static bool IsTrue(Dim a) => a.IsKnown && a.Value != 0;

    private static bool IsFalse(Dim a) => a.IsKnown && a.Value == 0;

    private static void InferWhere(InferenceContext x)
    {
        var element = x.Element(1) == ElementType.Undefined ? x.Element(2) : x.Element(1);
        x.Output(0, element, Broadcasting.Broadcast(x.Shape(0), x.Shape(1), x.Shape(2)));
    }

    private static Contents? Chosen(InferenceContext x)
    {
        if (x.Integers(0) is not { } condition || x.Contents(1) is not { } a || x.Contents(2) is not { } b) return null;
        var from = x.Contents(0)!.Dims;
        var dims = Broadcasting.Broadcast(Shape.Of(from), Shape.Of(a.Dims), Shape.Of(b.Dims)).ToNumbers();
        if (Tensor.CountOf(dims) is not { } count || count > Contents.Most) return null;
        var pick = ContentsArithmetic.Indices(from, dims, (int)count).Select(i => condition[i]).ToArray();
        var (left, right) = (ContentsArithmetic.Indices(a.Dims, dims, (int)count), ContentsArithmetic.Indices(b.Dims, dims, (int)count));
        if (a.Integers is { } ints && b.Integers is { } others)
        {
            return new(a.Element, dims, [.. pick.Select((c, i) => Choose(c, ints[left[i]], others[right[i]]))]);
        }
        return a.Reals is { } reals && b.Reals is { } otherReals && pick.All(c => c.IsKnown)
            ? new(a.Element, dims, [.. pick.Select((c, i) => IsTrue(c) ? reals[left[i]] : otherReals[right[i]])])
            : null;
    }

    private static Dim Choose(Dim condition, Dim a, Dim b) => !condition.IsKnown ? a == b ? a : Dim.Unknown : IsTrue(condition) ? a : b;
}
