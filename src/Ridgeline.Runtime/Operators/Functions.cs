using System.Numerics.Tensors;
using Ridgeline.Runtime.Kernels.Elementwise;
using static Ridgeline.Runtime.Operators.RealFunction;

namespace Ridgeline.Runtime.Operators;

/// <summary>Functions of each element alone: roots, logarithms, angles.</summary>
internal static class Functions
{
    public static readonly Implementation[] Rows =
    [
        Row("Floor", TensorPrimitives.Floor, Math.Floor, UnaryKind.Floor),
        Row("Ceil", TensorPrimitives.Ceiling, Math.Ceiling, UnaryKind.Ceil),
        Row("Round", (x, y) => TensorPrimitives.Round(x, MidpointRounding.ToEven, y), v => Math.Round(v, MidpointRounding.ToEven), UnaryKind.Round),
        Row("Reciprocal", (x, y) => TensorPrimitives.Divide(1f, x, y), v => 1 / v, UnaryKind.Reciprocal),
        Row("Sqrt", TensorPrimitives.Sqrt, Math.Sqrt, UnaryKind.Sqrt),
        Row("Exp", TensorPrimitives.Exp, Math.Exp, UnaryKind.Exp),
        Row("Log", TensorPrimitives.Log, Math.Log, UnaryKind.Log),
        Row("Erf", SpecialFunctions.Erf, UnaryKind.Erf),
        Row("Sin", TensorPrimitives.Sin, Math.Sin),
        Row("Cos", TensorPrimitives.Cos, Math.Cos),
        Row("Tan", Math.Tan),
        Row("Asin", Math.Asin),
        Row("Acos", Math.Acos),
        Row("Atan", Math.Atan),
        Row("Sinh", Math.Sinh),
        Row("Cosh", Math.Cosh),
        Row("Asinh", Math.Asinh),
        Row("Acosh", Math.Acosh),
        Row("Atanh", Math.Atanh),
    ];
}
