namespace Ridgeline.Runtime.Operators;

/// <summary>Of which elements of an axis, with which weights, each element of the resized axis is made.</summary>
internal sealed class ResizeTaps
{
    private ResizeTaps(long places, int count) => (Count, Indices, Weights, Outside) = (count, new int[places * count], new double[places * count], new bool[places]);

    /// <summary>Elements that one is made of.</summary>
    public int Count { get; }

    /// <summary>The elements' places, <see cref="Count"/> for each that is made.</summary>
    public int[] Indices { get; }

    /// <summary>Their weights.</summary>
    public double[] Weights { get; }

    /// <summary>Whether one that is made lies outside the input, where Resize's extrapolation_value stands.</summary>
    public bool[] Outside { get; }

    /// <summary>One element each: the nearest.</summary>
    public static ResizeTaps Nearest(ResizeCoordinates axis, string rounding)
    {
        var taps = new ResizeTaps(axis.Output, 1);
        for (var o = 0; o < axis.Output; o++)
        {
            var place = axis.Of(o);
            var nearest = rounding switch
            {
                "round_prefer_floor" => Math.Ceiling(place - 0.5),
                "round_prefer_ceil" => Math.Floor(place + 0.5),
                "floor" => Math.Floor(place),
                "ceil" => Math.Ceiling(place),
                _ => throw new OperatorException($"it knows no nearest_mode '{rounding}'"),
            };
            taps.Indices[o] = (int)Math.Clamp(nearest, 0, axis.Input - 1);
            taps.Outside[o] = axis.Crops && (place < 0 || place > axis.Input - 1);
        }
        return taps;
    }

    /// <summary>Neighbours weighted by a filter that reaches <paramref name="reach"/> elements to each side; stretched where sizes shrink, if asked.</summary>
    public static ResizeTaps Filtered(ResizeCoordinates axis, Func<double, double> filter, int reach, bool stretches, bool excludesOutside)
    {
        var scale = stretches ? Math.Min(axis.Scale, 1) : 1;
        var start = (int)Math.Floor(-reach / scale) + 1;
        var taps = new ResizeTaps(axis.Output, 2 - (2 * start));
        for (var o = 0; o < axis.Output; o++)
        {
            var place = axis.Of(o);
            taps.Outside[o] = axis.Crops && (place < 0 || place > axis.Input - 1);
            // The left neighbour of a whole number is the one before it.
            var left = (int)Math.Ceiling(place) - 1;
            taps.Fill(o, left + start, place, scale, filter, excludesOutside, (int)axis.Input);
        }
        return taps;
    }

    private void Fill(int o, int first, double place, double scale, Func<double, double> filter, bool excludesOutside, int size)
    {
        var sum = 0.0;
        for (var t = 0; t < Count; t++)
        {
            var index = first + t;
            var weight = excludesOutside && (index < 0 || index >= size) ? 0 : filter(Math.Abs((index - place) * scale));
            (Indices[(o * Count) + t], Weights[(o * Count) + t]) = (Math.Clamp(index, 0, size - 1), weight);
            sum += weight;
        }
        for (var t = 0; t < Count; t++) Weights[(o * Count) + t] /= sum;
    }

    /// <summary>1 - |d| up to 1.</summary>
    public static double Linear(double distance) => Math.Max(0, 1 - distance);

    /// <summary>The cubic of Keys, "Cubic convolution interpolation for digital image processing" (1981), equation 4.</summary>
    public static double Cubic(double d, double a) => d <= 1 ? ((((a + 2) * d) - (a + 3)) * d * d) + 1 : d < 2 ? (((((a * d) - (5 * a)) * d) + (8 * a)) * d) - (4 * a) : 0;
}
