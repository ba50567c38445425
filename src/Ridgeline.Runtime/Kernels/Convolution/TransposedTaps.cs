namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>
/// The taps of a transposed convolution that reach the outputs o = stride q + phase of one dimension: those with k dilation ≡ phase + pad (mod stride).
/// They are an ordinary convolution of stride 1 over the input, the last tap first.
/// </summary>
/// <param name="Last">The tap that comes first in the convolution: the last one that reaches the phase.</param>
/// <param name="Step">From one such tap to the next lower one.</param>
/// <param name="Count">How many there are; 0 if the phase gets nothing but the bias.</param>
/// <param name="Dilation">Input places from one tap to the next.</param>
/// <param name="Pad">Input places before the input that the first tap reads at q = 0; negative if it begins inside.</param>
/// <param name="Outputs">How many outputs the phase has.</param>
internal readonly record struct TransposedTaps(int Last, int Step, int Count, int Dilation, int Pad, int Outputs)
{
    /// <summary>Works them out.</summary>
    /// <param name="kernel">Taps.</param>
    /// <param name="stride">Outputs from one input place to the next.</param>
    /// <param name="dilation">Outputs from one tap to the next.</param>
    /// <param name="pad">Outputs cut off at the beginning.</param>
    /// <param name="phase">0 to stride - 1.</param>
    /// <param name="size">All outputs.</param>
    public static TransposedTaps Of(int kernel, int stride, int dilation, int pad, int phase, int size)
    {
        var outputs = Math.Max(0, (size - phase + stride - 1) / stride);
        var common = Common(stride, dilation);
        var step = stride / common;
        var first = 0;
        // The rests of k dilation repeat after as many taps.
        while (first < Math.Min(kernel, step) && (phase + pad - (first * dilation)) % stride != 0) first++;
        if (first >= Math.Min(kernel, step)) return new(0, step, 0, 1, 0, outputs);
        var count = ((kernel - 1 - first) / step) + 1;
        var last = first + ((count - 1) * step);
        return new(last, step, count, dilation / common, -((phase + pad - (last * dilation)) / stride), outputs);
    }

    private static int Common(int a, int b) => b == 0 ? a : Common(b, a % b);
}
