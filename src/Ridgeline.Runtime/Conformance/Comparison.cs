using Ridgeline.Graphs;
using Ridgeline.Runtime.Operators;

namespace Ridgeline.Runtime.Conformance;

/// <summary>Compares values as ONNX's test suite does: reals within |a - b| ≤ 1e-7 + 1e-3 |b|, everything else exactly.</summary>
internal static class Comparison
{
    private const double Relative = 1e-3;
    private const double Absolute = 1e-7;

    /// <summary>What differs, or null.</summary>
    public static string? Difference(RuntimeValue made, RuntimeValue wanted) => (made, wanted) switch
    {
        (RuntimeTensor a, RuntimeTensor b) => Tensors(a, b),
        (RuntimeSequence a, RuntimeSequence b) => Sequences(a, b),
        (RuntimeOptional a, RuntimeOptional b) => (a.Content, b.Content) switch
        {
            (null, null) => null,
            ({ } x, { } y) => Difference(x, y),
            _ => "one of the two optionals is empty",
        },
        _ => $"it is a {made.GetType().Name}, not a {wanted.GetType().Name}",
    };

    private static string? Sequences(RuntimeSequence made, RuntimeSequence wanted)
    {
        if (made.Items.Count != wanted.Items.Count) return $"it has {made.Items.Count} items, not {wanted.Items.Count}";
        for (var i = 0; i < made.Items.Count; i++)
        {
            if (Difference(made.Items[i], wanted.Items[i]) is { } difference) return $"item {i}: {difference}";
        }
        return null;
    }

    private static string? Tensors(RuntimeTensor made, RuntimeTensor wanted)
    {
        if (made.Element != wanted.Element || !made.Dims.AsSpan().SequenceEqual(wanted.Dims)) return $"it is {made}, not {wanted}";
        if (made.Element == ElementType.String) return Texts(made.Texts, wanted.Texts);
        if (!made.Element.IsFloat()) return made.Bytes.SequenceEqual(wanted.Bytes) ? null : $"element {made.Bytes.CommonPrefixLength(wanted.Bytes) / made.ElementSize} differs";
        for (var i = 0; i < made.Count; i++)
        {
            var (a, b) = (ScalarReading.Real(made, i), ScalarReading.Real(wanted, i));
            if (!Close(a, b)) return $"element {i} is {a}, not {b}";
        }
        return null;
    }

    private static string? Texts(string[] made, string[] wanted)
    {
        for (var i = 0; i < made.Length; i++)
        {
            if (made[i] != wanted[i]) return $"element {i} is '{made[i]}', not '{wanted[i]}'";
        }
        return null;
    }

    private static bool Close(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= Absolute + (Relative * Math.Abs(b)) || (double.IsNaN(a) && double.IsNaN(b));
}
