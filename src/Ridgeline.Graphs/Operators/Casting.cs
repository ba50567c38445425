using static Ridgeline.Graphs.Operators.ShapeRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Changes of the element type. No arithmetic is counted, only the bytes.</summary>
internal static class Casting
{
    public static readonly Operator[] Rows =
    [
        new("Cast", [1, 6, 9, 13, 19, 21, 23, 24, 25], x => x.Output(0, Target(x), x.Shape(0))) { Evaluate = x => Converted(x, Target(x)) },
        new("CastLike", [15, 19, 21, 23, 24, 25], x => x.Output(0, x.Element(1), x.Shape(0))) { Evaluate = x => Converted(x, x.Element(1)) },
        new("BitCast", [26], InferBits) { Traits = Traits.View | Traits.NoGradient },
    ];

    // In the first version the type was a text, such as FLOAT.
    private static ElementType Target(InferenceContext x) =>
        ElementTypes.TryParse(x.Node.Text("to", ""), out var named) ? named : ElementAttribute(x, "to", ElementType.Undefined);

    private static void InferBits(InferenceContext x)
    {
        var (from, to) = (x.Element(0), Target(x));
        if (from.BitWidth() != 0 && to.BitWidth() != 0 && from.BitWidth() != to.BitWidth())
        {
            throw new InferenceException($"{from.Spelling()} and {to.Spelling()} are not of one width");
        }
        x.Output(0, to, x.Shape(0));
    }

    private static Contents? Converted(InferenceContext x, ElementType to)
    {
        if (x.Contents(0) is not { } from || to is ElementType.Undefined or ElementType.String) return null;
        if (to == ElementType.Bool) return new(to, from.Dims, Truths(from));
        if (to.IsInteger()) return ContentsArithmetic.Make(to, from.Dims, from.Integers ?? Array.ConvertAll(from.Reals!, Truncated));
        return from.AsReals is { } reals ? ContentsArithmetic.Make(to, from.Dims, reals) : null;
    }

    private static Dim[] Truths(Contents from) => from.Integers is { } integers
        ? Array.ConvertAll(integers, i => ContentsArithmetic.Truth(i.IsKnown ? i.Value != 0 : null))
        : Array.ConvertAll(from.Reals!, r => ContentsArithmetic.Truth(r != 0));

    private static Dim Truncated(double real) => Math.Abs(real) < 9e18 ? Dim.Of((long)real) : Dim.Unknown;
}
