using System.Numerics;
using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Fourier transforms of tensors whose last dimension is [real] or [real, imaginary].</summary>
internal static class Spectra
{
    public static readonly Implementation[] Rows =
    [
        new("DFT", RunTransform) { Widens = true },
        new("STFT", RunShort) { Widens = true },
    ];

    private static void RunTransform(OperatorContext x)
    {
        var input = x.Input(0);
        var asked = x.Opset < 20 ? x.Node.Int("axis", 1) : x.Has(2) ? ScalarReading.Integer(x.Input(2)) : -2;
        var axis = Shaping.Axis(asked, input.Rank);
        if (axis == input.Rank - 1) throw new OperatorException("the last axis holds real and imaginary parts: nothing can be transformed along it");
        var (inverse, oneSided) = (x.Node.Int("inverse", 0) != 0, x.Node.Int("onesided", 0) != 0);
        var real = inverse && oneSided;
        var length = (int)(x.Has(1) ? ScalarReading.Integer(x.Input(1)) : real ? 2 * (input.Dims[axis] - 1) : input.Dims[axis]);
        var dims = (long[])input.Dims.Clone();
        dims[axis] = oneSided && !inverse ? (length / 2) + 1 : length;
        dims[^1] = real ? 1 : 2;
        var output = x.Output(0, input.Element, dims);
        var (outer, size, inner) = AxisSplit.Of(input.Dims.AsSpan(..^1), axis);
        var transform = new Fourier(length, inverse);
        var samples = new Complex[length];
        for (var lane = 0L; lane < outer * inner; lane++)
        {
            Array.Clear(samples);
            for (var i = 0L; i < Math.Min(size, length); i++) samples[i] = Read(input, (((lane / inner * size) + i) * inner) + (lane % inner));
            // The other half of a real signal's spectrum mirrors the first.
            for (var i = (length / 2) + 1; real && i < length; i++) samples[i] = Complex.Conjugate(samples[length - i]);
            transform.Run(samples);
            for (var i = 0L; i < dims[axis]; i++)
            {
                Write(output, (((lane / inner * dims[axis]) + i) * inner) + (lane % inner), inverse ? samples[i] / length : samples[i]);
            }
        }
    }

    private static void RunShort(OperatorContext x)
    {
        var (signal, window) = (x.Input(0), x.Optional(2));
        var step = ScalarReading.Integer(x.Input(1));
        var length = (int)(x.Has(3) ? ScalarReading.Integer(x.Input(3)) : window?.Count ?? throw new OperatorException("it has neither a window nor a length"));
        if (step < 1 || length < 1 || length > signal.Dims[1]) throw new OperatorException($"frames of {length} every {step} do not fit a signal of {signal.Dims[1]}");
        var frames = ((signal.Dims[1] - length) / step) + 1;
        var bins = x.Node.Int("onesided", 1) != 0 ? (length / 2) + 1 : length;
        var output = x.Output(0, signal.Element, signal.Dims[0], frames, bins, 2);
        var transform = new Fourier(length, inverse: false);
        var samples = new Complex[length];
        // A window shorter than the frame is centred in it.
        var shift = window is null ? 0 : (length - (int)window.Count) / 2;
        for (var f = 0L; f < signal.Dims[0] * frames; f++)
        {
            for (var i = 0; i < length; i++)
            {
                var share = window is null ? 1 : i >= shift && i - shift < window.Count ? ScalarReading.Real(window, i - shift) : 0;
                samples[i] = share * Read(signal, (f / frames * signal.Dims[1]) + (f % frames * step) + i);
            }
            transform.Run(samples);
            for (var i = 0L; i < bins; i++) Write(output, (f * bins) + i, samples[i]);
        }
    }

    private static Complex Read(RuntimeTensor tensor, long at)
    {
        var width = tensor.Dims[^1];
        return new(ScalarReading.Real(tensor, (int)(at * width)), width == 2 ? ScalarReading.Real(tensor, (int)((at * width) + 1)) : 0);
    }

    private static void Write(RuntimeTensor tensor, long at, Complex value)
    {
        var width = (int)tensor.Dims[^1];
        for (var part = 0; part < width; part++)
        {
            var real = part == 0 ? value.Real : value.Imaginary;
            if (tensor.Element == ElementType.Double) tensor.Span<double>()[(int)(at * width) + part] = real;
            else tensor.Span<float>()[(int)(at * width) + part] = (float)real;
        }
    }
}
