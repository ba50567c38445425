using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Compiling;

/// <summary>Floats as steps of scales: (steps - zero) scale.</summary>
/// <param name="Steps">The steps, bytes.</param>
/// <param name="Scale">The constant scale, one for all or one for each place of the axis.</param>
/// <param name="Zero">The constant step that stands for 0, as many as there are scales; null is 0.</param>
/// <param name="Axis">The axis along which scales differ, from the start; -1 if there is one for all.</param>
internal sealed record QuantizedValue(Value Steps, Value Scale, Value? Zero, int Axis)
{
    /// <summary>What a node dequantises; null if it does not, or not bytes to floats by positive constant scales.</summary>
    public static QuantizedValue? Of(Plan plan, PlanNode? node)
    {
        if (node?.Implementation.Role != Role.Dequantization || node.Inputs[0] is not { } steps || plan.Element(node.Outputs[0]) != ElementType.Float) return null;
        return plan.Element(steps) is ElementType.Int8 or ElementType.UInt8 or ElementType.Int32 ? Known(plan, node, steps) : null;
    }

    /// <summary>What a node makes of floats with one scale for all; null if it does something else. Its steps are what it puts out.</summary>
    public static QuantizedValue? Made(Plan plan, PlanNode? node)
    {
        if (node?.Implementation.Role != Role.Quantization || node.Outputs[0] is not { } steps || plan.Element(node.Inputs[0]) != ElementType.Float) return null;
        if (plan.Element(steps) is not (ElementType.Int8 or ElementType.UInt8) || node.Node.Int("precision", 0) is not (0 or (long)ElementType.Float)) return null;
        return Known(plan, node, steps) is { Axis: < 0 } known ? known : null;
    }

    /// <summary>Whether steps of both mean the same floats.</summary>
    public bool SameScale(Plan plan, QuantizedValue other) => Axis < 0 && other.Axis < 0 && plan.Element(Steps) == plan.Element(other.Steps)
        && Quantization.At(plan.Constant(Scale), 0) == Quantization.At(plan.Constant(other.Scale), 0)
        && Quantization.At(plan.Constant(Zero), 0) == Quantization.At(plan.Constant(other.Zero), 0);

    private static QuantizedValue? Known(Plan plan, PlanNode node, Value steps)
    {
        if (node.Inputs[1] is not { } scale || plan.Element(scale) != ElementType.Float || plan.Constant(scale) is not { Count: > 0 } scales) return null;
        var zero = node.Inputs.ElementAtOrDefault(2);
        if (zero is not null && (plan.Constant(zero) is not { } zeros || zeros.Count != scales.Count)) return null;
        foreach (var one in scales.Span<float>())
        {
            if (!(one > 0) || !float.IsFinite(one)) return null;
        }
        if (scales.Count == 1 && node.Node.Int("block_size", 0) == 0) return new(steps, scale, zero, -1);
        if (scales.Rank != 1 || plan.Dims(steps) is not { } dims || node.Node.Int("block_size", 0) != 0) return null;
        var axis = Shaping.Axis(node.Node.Int("axis", 1), dims.Length);
        return dims[axis] == scales.Count ? new(steps, scale, zero, axis) : null;
    }
}
