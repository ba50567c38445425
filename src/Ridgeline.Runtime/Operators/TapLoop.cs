using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>One place of a kernel, over all positions of a window at which it lies inside the input.</summary>
internal static unsafe class TapLoop
{
    /// <summary>y[o] += w x[o stride + place dilation - pad]</summary>
    public static void Forward<T>(SlidingWindow window, long tap, T weight, T* x, T* y)
        where T : unmanaged, INumber<T> => Walk(window, tap, 0, Volume(window.Kernel), weight, x, y, gathers: true);

    /// <summary>y[o stride + place dilation - pad] += w x[o]: the gradient of the other, which is a transposed convolution.</summary>
    public static void Backward<T>(SlidingWindow window, long tap, T weight, T* x, T* y)
        where T : unmanaged, INumber<T> => Walk(window, tap, 0, Volume(window.Kernel), weight, y, x, gathers: false);

    private static long Volume(ReadOnlySpan<long> dims)
    {
        var volume = 1L;
        foreach (var dim in dims) volume *= dim;
        return volume;
    }

    // wide lies over the window's input, narrow over its positions.
    private static void Walk<T>(SlidingWindow window, long tap, int d, long taps, T weight, T* wide, T* narrow, bool gathers)
        where T : unmanaged, INumber<T>
    {
        var inner = taps / window.Kernel[d];
        var place = tap / inner;
        var (from, to) = window.Inside(d, place);
        var (stride, shift) = (window.Strides[d], (place * window.Dilations[d]) - window.Pads[d]);
        if (d == window.Rank - 1)
        {
            if (gathers) for (var o = from; o < to; o++) narrow[o] += weight * wide[(o * stride) + shift];
            else for (var o = from; o < to; o++) wide[(o * stride) + shift] += weight * narrow[o];
            return;
        }
        var (wideArea, narrowArea) = (Volume(window.Input.AsSpan(d + 1)), Volume(window.Output.AsSpan(d + 1)));
        for (var o = from; o < to; o++) Walk(window, tap % inner, d + 1, inner, weight, wide + (((o * stride) + shift) * wideArea), narrow + (o * narrowArea), gathers);
    }
}
