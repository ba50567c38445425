using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>From the sums of a tile to the result: zero points, scale, bias, rounding. Sixteen columns at a time where the machine can, or eight.</summary>
internal static unsafe class IntegerEpilogue
{
    /// <summary>Finishes one row of a tile.</summary>
    /// <param name="output">What becomes of it.</param>
    /// <param name="b">B.</param>
    /// <param name="panel">Which columns.</param>
    /// <param name="row">Which row of the result.</param>
    /// <param name="sums">Σ a b for the panel's columns, a and b being unsigned and signed bytes. Overwritten.</param>
    /// <param name="rowSum">Σ a of the row.</param>
    public static void Run(in IntegerOutput output, PackedBytes b, int panel, nint row, int* sums, int rowSum)
    {
        var column = panel * IntegerKernel.PanelColumns;
        var used = Math.Min(IntegerKernel.PanelColumns, b.Columns - column);
        var aZero = output.AZero + (output.ASigned ? 128 : 0);
        var depth = b.Runs * b.Depth;
        // Σ (a - x)(b - y) = Σ a b - x Σ b - y Σ a + K x y.
        var factor = (depth * aZero) - rowSum;
        if (WideEpilogue.IsSupported && used == IntegerKernel.PanelColumns)
        {
            var whole = WideEpilogue.Shifted(output, b, column, Vector512.Load(sums), aZero, factor);
            if (WideEpilogue.TryFinish(output, column, row, whole)) return;
        }
        for (var i = 0; i < IntegerKernel.PanelColumns; i += Vector256<int>.Count)
        {
            var s = Vector256.Load(sums + i) - (Vector256.Load(b.ColumnSums + column + i) * aZero);
            var zeros = output.BZeros is null ? Vector256.Create(output.BZero) : Load(output.BZeros + column + i, used - i);
            s += (zeros - Vector256.Create(b.ZeroShift)) * factor;
            s.Store(sums + i);
        }
        Finish(output, column, used, row, sums);
    }

    /// <summary>Finishes sums of which the zero points were taken care of.</summary>
    /// <param name="output">What becomes of them.</param>
    /// <param name="column">The column of the first.</param>
    /// <param name="used">How many there are; <see cref="IntegerKernel.PanelColumns"/> at most.</param>
    /// <param name="row">Which row of the result.</param>
    /// <param name="sums">The sums, a whole panel of them. Overwritten.</param>
    public static void Finish(in IntegerOutput output, int column, int used, nint row, int* sums)
    {
        if (WideEpilogue.IsSupported && used == IntegerKernel.PanelColumns && WideEpilogue.TryFinish(output, column, row, Vector512.Load(sums))) return;
        for (var i = 0; output.Bias is not null && i < used; i += Vector256<int>.Count)
        {
            (Vector256.Load(sums + i) + Load(output.Bias + column + i, used - i)).Store(sums + i);
        }
        var at = (row * output.Stride) + column;
        if (output.Integers is not null) Buffer.MemoryCopy(sums, output.Integers + at, used * sizeof(int), used * sizeof(int));
        else if (output.Quantised is not null) Quantise(output, sums, column, used, output.Quantised + at);
        else Scale(output, sums, column, used, output.Floats + at);
    }

    private static void Quantise(in IntegerOutput output, int* sums, int column, int used, byte* to)
    {
        Vector256<int> low = Vector256.Create(output.Signed ? -128 : 0), high = Vector256.Create(output.Signed ? 127 : 255), zero = Vector256.Create(output.Zero);
        // Beyond ±1e9 the result is saturated anyway, and the conversion must not overflow.
        Vector256<float> least = Vector256.Create(Math.Clamp(output.Activation.Low, -1e9f, 1e9f)), most = Vector256.Create(Math.Clamp(output.Activation.High, -1e9f, 1e9f));
        for (var i = 0; i < used; i += Vector256<int>.Count)
        {
            var scale = output.Scales is null ? Vector256.Create(output.Scale) : Load((int*)output.Scales + column + i, used - i).AsSingle();
            var y = Vector256.Round(Vector256.Clamp(Vector256.ConvertToSingle(Vector256.Load(sums + i)) * scale, least, most));
            var q = Vector256.Clamp(Vector256.ConvertToInt32(y) + zero, low, high);
            var count = Math.Min(Vector256<int>.Count, used - i);
            var low16 = Vector128.Narrow(q.GetLower(), q.GetUpper()).AsUInt16() & Vector128.Create((ushort)byte.MaxValue);
            var bytes = Vector128.Narrow(low16, low16).GetLower();
            if (count == Vector256<int>.Count) bytes.Store(to + i);
            else for (var j = 0; j < count; j++) to[i + j] = bytes.GetElement(j);
        }
    }

    private static void Scale(in IntegerOutput output, int* sums, int column, int used, float* to)
    {
        var whole = stackalloc float[IntegerKernel.PanelColumns];
        for (var i = 0; i < used; i += Vector256<int>.Count)
        {
            var scale = output.Scales is null ? Vector256.Create(output.Scale) : Load((int*)output.Scales + column + i, used - i).AsSingle();
            var y = Vector256.ConvertToSingle(Vector256.Load(sums + i)) * scale;
            if (output.FloatBias is not null) y += Load((int*)output.FloatBias + column + i, used - i).AsSingle();
            y.Store(whole + i);
        }
        var function = output.Activation;
        if (function.Kind != UnaryKind.Copy) UnaryKernels.Of(function.Kind)(whole, whole, used, function.Alpha, function.Beta);
        Buffer.MemoryCopy(whole, to, used * sizeof(float), used * sizeof(float));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load(int* from, int count)
    {
        if (count >= Vector256<int>.Count) return Vector256.Load(from);
        var whole = stackalloc int[Vector256<int>.Count];
        for (var i = 0; i < Vector256<int>.Count; i++) whole[i] = i < count ? from[i] : 0;
        return Vector256.Load(whole);
    }
}
