using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>Arithmetic and functions of each element at its place: unary, binary with broadcasting, of any number of inputs.</summary>
internal static class Elementwise
{
    private const Traits SavesX = Traits.SavesInputs;
    private const Traits SavesY = Traits.InPlace | Traits.SavesOutputs;
    private const Traits Steps = Traits.NoGradient;

    public static readonly Operator[] Rows =
    [
        // Signs and roundings.
        new("Abs", [1, 6, 13], SameAsInput) { Work = Comparing(), Traits = SavesX, Evaluate = One(DimArithmetic.Abs, Math.Abs) },
        new("Neg", [1, 6, 13], SameAsInput) { Work = Adding(), Traits = Traits.InPlace, Evaluate = One(a => -a, a => -a) },
        new("Sign", [9, 13], SameAsInput) { Work = Comparing(2), Traits = Steps, Evaluate = One(DimArithmetic.Sign, SignOf) },
        new("Floor", [1, 6, 13], SameAsInput) { Work = Adding(), Traits = Steps, Evaluate = One(a => a, Math.Floor) },
        new("Ceil", [1, 6, 13], SameAsInput) { Work = Adding(), Traits = Steps, Evaluate = One(a => a, Math.Ceiling) },
        new("Round", [11, 22], SameAsInput) { Work = Adding(), Traits = Steps, Evaluate = One(a => a, a => Math.Round(a, MidpointRounding.ToEven)) },

        // Roots, powers, logarithms.
        new("Reciprocal", [1, 6, 13], SameAsInput) { Work = Each(div: 1), Traits = SavesY, Evaluate = One(_ => Dim.Unknown, a => 1 / a) },
        new("Sqrt", [1, 6, 13], SameAsInput) { Work = Each(div: 1), Traits = SavesY, Evaluate = One(_ => Dim.Unknown, Math.Sqrt) },
        new("Exp", [1, 6, 13], SameAsInput) { Work = Transcending(), Traits = SavesY },
        new("Log", [1, 6, 13], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Erf", [9, 13], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Pow", [1, 7, 12, 13, 15], InferPower) { Buffers = [1], Work = Transcending(), Traits = SavesX },

        // Angles.
        new("Sin", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Cos", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Tan", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Asin", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Acos", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Atan", [7, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Sinh", [9, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Cosh", [9, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Asinh", [9, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Acosh", [9, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },
        new("Atanh", [9, 22], SameAsInput) { Work = Transcending(), Traits = SavesX },

        // Two inputs. The modulus is a - b*floor(a/b): a division, a multiplication, a subtraction.
        new("Add", [1, 6, 7, 13, 14], Broadcast) { Work = Adding(), Evaluate = Two((a, b) => a + b, (a, b) => a + b) },
        new("Sub", [1, 6, 7, 13, 14], Broadcast) { Work = Adding(), Evaluate = Two((a, b) => a - b, (a, b) => a - b) },
        new("Mul", [1, 6, 7, 13, 14], Broadcast) { Work = Multiplying(), Traits = SavesX, Evaluate = Two((a, b) => a * b, (a, b) => a * b) },
        new("Div", [1, 6, 7, 13, 14], Broadcast) { Work = Each(div: 1), Traits = SavesX, Evaluate = Two(DimArithmetic.Divide, (a, b) => a / b) },
        new("Mod", [10, 13], Broadcast) { Work = Each(add: 1, mul: 1, div: 1), Traits = Steps, Evaluate = Modulus },

        // Any number of inputs: n-1 operations an element, and the mean one division.
        new("Sum", [1, 6, 8, 13], Broadcast) { Work = Sums, Evaluate = All((a, b) => a + b, (a, b) => a + b) },
        new("Mean", [1, 6, 8, 13], Broadcast) { Work = x => Sums(x) + Times(x.OutCount(), div: 1) },
        new("Min", [1, 6, 8, 12, 13], Broadcast) { Work = Extremes, Traits = SavesX, Evaluate = All(DimArithmetic.Min, Math.Min) },
        new("Max", [1, 6, 8, 12, 13], Broadcast) { Work = Extremes, Traits = SavesX, Evaluate = All(DimArithmetic.Max, Math.Max) },

        // Work is counted for the bounds that are given.
        new("Clip", [1, 6, 11, 12, 13], SameAsInput) { Buffers = [1, 2], Work = x => Times(x.OutCount(), cmp: Bounds(x)), Traits = SavesY, Evaluate = Clipped },
    ];

    private static Func<InferenceContext, Contents?> One(Func<Dim, Dim> onIntegers, Func<double, double> onReals) =>
        x => ContentsArithmetic.Map(x, onIntegers, onReals);

    private static Func<InferenceContext, Contents?> Two(Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals) =>
        x => ContentsArithmetic.Combine(x, onIntegers, onReals);

    private static Func<InferenceContext, Contents?> All(Func<Dim, Dim, Dim> onIntegers, Func<double, double, double> onReals) =>
        x => ContentsArithmetic.CombineAll(x, onIntegers, onReals);

    private static double SignOf(double value) => double.IsNaN(value) ? value : Math.Sign(value);

    // The exponent may be of another type than the base, whose type the output has.
    private static void InferPower(InferenceContext x)
    {
        var shape = x.Opset < 7 ? x.Shape(0) : Broadcasting.Broadcast(x.Shape(0), x.Shape(1));
        x.Output(0, x.Element(0), shape);
    }

    private static Work Sums(WorkContext x) => Times(x.OutCount(), add: Math.Max(x.Node.Inputs.Count - 1, 0));

    private static Work Extremes(WorkContext x) => Times(x.OutCount(), cmp: Math.Max(x.Node.Inputs.Count - 1, 0));

    private static Contents? Modulus(InferenceContext x)
    {
        var truncated = x.Node.Int("fmod", 0) != 0;
        return ContentsArithmetic.Combine(x, (a, b) => DimArithmetic.Remainder(a, b, truncated), (a, b) => a % b);
    }

    private static int Bounds(WorkContext x) => x.Opset >= 11
        ? (x.Has(1) ? 1 : 0) + (x.Has(2) ? 1 : 0)
        : (x.Node.Attributes.ContainsKey("min") ? 1 : 0) + (x.Node.Attributes.ContainsKey("max") ? 1 : 0);

    private static Contents? Clipped(InferenceContext x)
    {
        if (x.Opset < 11 || x.Contents(0)?.Integers is null) return null;
        var (low, high) = (x.Has(1) ? x.Integers(1) : null, x.Has(2) ? x.Integers(2) : null);
        if ((x.Has(1) && low is not [_]) || (x.Has(2) && high is not [_])) return null;
        return ContentsArithmetic.Map(x, Bound, r => r);

        Dim Bound(Dim value)
        {
            if (low is not null) value = DimArithmetic.Max(value, low[0]);
            return high is null ? value : DimArithmetic.Min(value, high[0]);
        }
    }
}
