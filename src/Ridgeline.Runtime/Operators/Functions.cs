using System.Numerics.Tensors;
using static Ridgeline.Runtime.Operators.RealFunction;

namespace Ridgeline.Runtime.Operators;

/// <summary>Functions of each element alone: roots, logarithms, angles.</summary>
internal static class Functions
{
    public static readonly Implementation[] Rows =
    [
        Row("Floor", TensorPrimitives.Floor, Math.Floor),
        Row("Ceil", TensorPrimitives.Ceiling, Math.Ceiling),
        Row("Round", (x, y) => TensorPrimitives.Round(x, MidpointRounding.ToEven, y), v => Math.Round(v, MidpointRounding.ToEven)),
        Row("Reciprocal", (x, y) => TensorPrimitives.Divide(1f, x, y), v => 1 / v),
        Row("Sqrt", TensorPrimitives.Sqrt, Math.Sqrt, Role.SquareRoot),
        Row("Exp", TensorPrimitives.Exp, Math.Exp),
        Row("Log", TensorPrimitives.Log, Math.Log),
        Row("Erf", Of(SpecialFunctions.Erf), Role.ErrorFunction),
        Row("Sin", TensorPrimitives.Sin, Math.Sin),
        Row("Cos", TensorPrimitives.Cos, Math.Cos),
        Row("Tan", Of(Math.Tan)),
        Row("Asin", Of(Math.Asin)),
        Row("Acos", Of(Math.Acos)),
        Row("Atan", Of(Math.Atan)),
        Row("Sinh", Of(Math.Sinh)),
        Row("Cosh", Of(Math.Cosh)),
        Row("Asinh", Of(Math.Asinh)),
        Row("Acosh", Of(Math.Acosh)),
        Row("Atanh", Of(Math.Atanh)),
    ];
}
