namespace Ridgeline.Runtime.Operators;

/// <summary>A point between the elements of an N-dimensional image, as the elements around it with weights: multilinear, bicubic or the nearest.</summary>
/// <param name="dims">The image's dimensions.</param>
/// <param name="taps">Elements along each dimension: 1, 2 or 4.</param>
internal sealed class SamplePoint(long[] dims, int taps)
{
    private const double CubicA = -0.75;
    private const int CubicTaps = 4;

    private readonly long[] _indices = new long[dims.Length * taps];
    private readonly double[] _weights = new double[dims.Length * taps];
    private readonly long[] _offsets = new long[Power(taps, dims.Length)];
    private readonly double[] _shares = new double[Power(taps, dims.Length)];

    /// <summary>How many elements the point is made of.</summary>
    public int Count { get; private set; }

    /// <summary>An element's place in the image.</summary>
    public long Offset(int i) => _offsets[i];

    /// <summary>An element's weight.</summary>
    public double Weight(int i) => _shares[i];

    /// <summary>Sets the point's place along one dimension.</summary>
    /// <param name="d">The dimension.</param>
    /// <param name="place">The place.</param>
    /// <param name="inside">From an index that may lie outside the image to one inside, or -1 where zero stands.</param>
    public void Set(int d, double place, Func<int, long, long> inside)
    {
        var left = taps == 1 ? (long)Math.Round(place) : (long)Math.Floor(place) - (taps / 2) + 1;
        for (var t = 0; t < taps; t++)
        {
            var distance = Math.Abs(left + t - place);
            _indices[(d * taps) + t] = inside(d, left + t);
            _weights[(d * taps) + t] = taps == 1 ? 1 : taps == CubicTaps ? ResizeTaps.Cubic(distance, CubicA) : ResizeTaps.Linear(distance);
        }
    }

    /// <summary>Joins the dimensions, once all are set. Elements outside are left out.</summary>
    public void Join()
    {
        Count = 0;
        for (var i = 0; i < _offsets.Length; i++)
        {
            var (offset, weight, rest) = (0L, 1.0, i);
            for (var d = 0; d < dims.Length; d++)
            {
                var at = (d * taps) + (rest % taps);
                rest /= taps;
                offset = _indices[at] < 0 || offset < 0 ? -1 : (offset * dims[d]) + _indices[at];
                weight *= _weights[at];
            }
            if (offset < 0 || weight == 0) continue;
            (_offsets[Count], _shares[Count]) = (offset, weight);
            Count++;
        }
    }

    private static int Power(int taps, int rank) => Enumerable.Repeat(taps, rank).Aggregate(1, (a, b) => a * b);
}
