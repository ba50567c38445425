using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Profiling;

/// <summary>
/// Which constants are parameters. A parameter is a constant that training would change: of a floating-point or quantised type, not a scalar, and not
/// in a place that the operator table calls a buffer (running statistics, tables of angles, target shapes).
/// </summary>
internal static class WeightRoles
{
    /// <summary>The parameters that a node reads, each once.</summary>
    public static IEnumerable<Value> Parameters(Node node)
    {
        var buffers = OperatorTable.Find(node)?.Buffers ?? [];
        for (var i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is not { IsConstant: true, IsBuffer: false } value || Axes.Hold(buffers, i)) continue;
            if (IsParameter(value) && node.Inputs.IndexOf(value) == i) yield return value;
        }
    }

    /// <summary>The trainable numbers in a parameter; of a sparse one those that are stored.</summary>
    public static long Count(Value parameter) => parameter.Constant?.Count ?? parameter.SparseConstant?.Values.Count ?? 0;

    private static bool IsParameter(Value value)
    {
        var (element, rank) = value.Constant is { } dense ? (dense.Element, dense.Dims.Length) : (value.SparseConstant!.Values.Element, 1);
        return rank > 0 && (element.IsFloat() || element is ElementType.Int8 or ElementType.UInt8 or ElementType.Int4 or ElementType.UInt4
            or ElementType.Int2 or ElementType.UInt2);
    }
}
