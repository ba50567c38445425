using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>The same as <see cref="IntegerEpilogue"/> for a whole panel in one register of 512 bits.</summary>
internal static unsafe class WideEpilogue
{
    /// <summary>Whether the machine has the instructions.</summary>
    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    /// <summary>Takes off the zero points.</summary>
    /// <param name="output">What becomes of the sums.</param>
    /// <param name="b">B.</param>
    /// <param name="column">The first column.</param>
    /// <param name="sums">Σ a b.</param>
    /// <param name="aZero">The zero point of A as unsigned bytes.</param>
    /// <param name="factor">What a zero point of B counts in this row.</param>
    public static Vector512<int> Shifted(in IntegerOutput output, PackedBytes b, int column, Vector512<int> sums, int aZero, int factor)
    {
        if (aZero != 0) sums -= Vector512.Load(b.ColumnSums + column) * aZero;
        if (output.BZeros is not null) return sums + ((Vector512.Load(output.BZeros + column) - Vector512.Create(b.ZeroShift)) * factor);
        return output.BZero == b.ZeroShift ? sums : sums + Vector512.Create((output.BZero - b.ZeroShift) * factor);
    }

    /// <summary>Finishes sums of which the zero points were taken care of; false if it takes a function that has to be called.</summary>
    /// <param name="output">What becomes of them.</param>
    /// <param name="column">The column of the first.</param>
    /// <param name="row">Which row of the result.</param>
    /// <param name="sums">The sums.</param>
    public static bool TryFinish(in IntegerOutput output, int column, nint row, Vector512<int> sums)
    {
        if (output.Bias is not null) sums += Vector512.Load(output.Bias + column);
        var at = (row * output.Stride) + column;
        if (output.Integers is not null)
        {
            sums.Store(output.Integers + at);
            return true;
        }
        if (!output.Activation.IsClamp) return false;
        var y = Vector512.ConvertToSingle(sums) * (output.Scales is null ? Vector512.Create(output.Scale) : Vector512.Load(output.Scales + column));
        if (output.Quantised is null)
        {
            if (output.FloatBias is not null) y += Vector512.Load(output.FloatBias + column);
            if (output.Activation.Kind != UnaryKind.Copy) y = Vector512.Min(Vector512.Max(y, Vector512.Create(output.Activation.Low)), Vector512.Create(output.Activation.High));
            y.Store(output.Floats + at);
            return true;
        }
        // Beyond ±1e9 the result is saturated anyway, and the conversion must not overflow. It rounds halves to even.
        y = Vector512.Min(Vector512.Max(y, Vector512.Create(Math.Max(output.Activation.Low, -1e9f))), Vector512.Create(Math.Min(output.Activation.High, 1e9f)));
        var steps = Avx512F.ConvertToVector512Int32(y) + Vector512.Create(output.Zero);
        if (output.Signed) Avx512F.ConvertToVector128SByteWithSaturation(steps).Store((sbyte*)output.Quantised + at);
        else Avx512F.ConvertToVector128ByteWithSaturation(Vector512.Max(steps, Vector512<int>.Zero).AsUInt32()).Store(output.Quantised + at);
        return true;
    }
}
