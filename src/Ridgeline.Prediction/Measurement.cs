using Ridgeline.Machines;
using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>One operator that was measured on a machine.</summary>
/// <param name="Op">What it is: <c>matmul</c>, <c>softmax</c>, <c>layernorm</c>, <c>gelu</c>.</param>
/// <param name="Format">What it computes in.</param>
/// <param name="M">Rows; of an element-by-element operator all elements.</param>
/// <param name="N">Columns; 1 if there are none.</param>
/// <param name="K">What a product sums over; 1 if there is nothing.</param>
/// <param name="Count">Products beside each other.</param>
/// <param name="Time">How long one run took.</param>
public sealed record Measurement(string Op, NumberFormat Format, long M, long N, long K, long Count, Seconds Time)
{
    /// <summary>Its family; null if no family is called so.</summary>
    public OperatorFamily? Family => OperatorFamilies.Find(Op);
}
