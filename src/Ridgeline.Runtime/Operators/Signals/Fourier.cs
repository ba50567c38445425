using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// The discrete Fourier transform of any length in O(n log n): halves for powers of two (Cooley, Tukey 1965), else as a convolution with a chirp
/// (Bluestein 1970). The inverse is not divided by the length.
/// </summary>
internal sealed class Fourier
{
    private readonly int _length;
    private readonly Complex[] _roots;
    private readonly Fourier? _padded;
    private readonly Complex[] _chirp = [];
    private readonly Complex[] _filter = [];

    /// <summary>Prepares transforms of a length.</summary>
    /// <param name="length">The number of samples.</param>
    /// <param name="inverse">Whether the exponent is positive.</param>
    public Fourier(int length, bool inverse)
    {
        _length = length;
        var sign = inverse ? 1 : -1;
        _roots = new Complex[length];
        for (var i = 0; i < length; i++) _roots[i] = Complex.FromPolarCoordinates(1, sign * 2 * Math.PI * i / Math.Max(1, length));
        if (length == 0 || BitOperations.IsPow2(length)) return;
        _padded = new(checked((int)BitOperations.RoundUpToPowerOf2((uint)(2 * length))), inverse: false);
        _chirp = new Complex[length];
        _filter = new Complex[_padded._length];
        for (var i = 0; i < length; i++)
        {
            // The square modulo 2n, so that the angle stays exact.
            _chirp[i] = Complex.FromPolarCoordinates(1, sign * Math.PI * ((long)i * i % (2L * length)) / length);
            _filter[i] = Complex.Conjugate(_chirp[i]);
            if (i > 0) _filter[^i] = _filter[i];
        }
        _padded.Run(_filter);
    }

    /// <summary>Transforms samples in place.</summary>
    public void Run(Span<Complex> samples)
    {
        if (_padded is null) Halve(samples);
        else Convolve(samples, _padded);
    }

    private void Halve(Span<Complex> samples)
    {
        for (int i = 1, j = 0; i < _length; i++)
        {
            var bit = _length >> 1;
            for (; (j & bit) != 0; bit >>= 1) j ^= bit;
            j ^= bit;
            if (i < j) (samples[i], samples[j]) = (samples[j], samples[i]);
        }
        for (var size = 2; size <= _length; size *= 2)
        {
            for (var start = 0; start < _length; start += size)
            {
                for (var k = 0; k < size / 2; k++)
                {
                    var (even, odd) = (samples[start + k], samples[start + k + (size / 2)] * _roots[k * (_length / size)]);
                    (samples[start + k], samples[start + k + (size / 2)]) = (even + odd, even - odd);
                }
            }
        }
    }

    // nk = (n² + k² - (k-n)²)/2 makes the transform a convolution.
    private void Convolve(Span<Complex> samples, Fourier padded)
    {
        var work = new Complex[padded._length];
        for (var i = 0; i < _length; i++) work[i] = samples[i] * _chirp[i];
        padded.Run(work);
        // The inverse of the padded transform is its conjugate's conjugate, divided by the length.
        for (var i = 0; i < work.Length; i++) work[i] = Complex.Conjugate(work[i] * _filter[i]);
        padded.Run(work);
        for (var i = 0; i < _length; i++) samples[i] = Complex.Conjugate(work[i]) * _chirp[i] / work.Length;
    }
}
