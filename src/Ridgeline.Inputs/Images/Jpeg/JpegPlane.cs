namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>A colour plane that may be coarser than the picture.</summary>
/// <param name="samples">Its samples.</param>
/// <param name="stride">Samples from one row to the next.</param>
/// <param name="width">Samples of a row that belong to the picture.</param>
/// <param name="height">Rows that do.</param>
/// <param name="across">Samples for one pixel, along a row: 1 or less.</param>
/// <param name="down">The same along a column.</param>
internal readonly struct JpegPlane(byte[] samples, int stride, int width, int height, double across, double down)
{
    private const double Coarse = 0.5;

    /// <summary>A row of the picture.</summary>
    public void Row(int y, Span<int> target)
    {
        if (across is 1 or Coarse && down is 1 or Coarse) Doubled(y, target);
        else Stretched(y, target);
    }

    // Of two samples the nearer counts three times. What is cut off is 1/2 at one of two neighbours and a little less at the other, so that nothing drifts.
    private void Doubled(int y, Span<int> target)
    {
        var (isWide, isHigh) = (across == Coarse, down == Coarse);
        var near = (isHigh ? y / 2 : y) * stride;
        var far = isHigh ? Math.Clamp((y / 2) + (y % 2 == 0 ? -1 : 1), 0, height - 1) * stride : near;
        var shift = (isWide ? 2 : 0) + (isHigh ? 2 : 0);
        for (var x = 0; x < target.Length; x++)
        {
            var here = isWide ? x / 2 : x;
            var sum = Sum(near, far, here, isHigh);
            if (isWide) sum = (3 * sum) + Sum(near, far, Math.Clamp(here + (x % 2 == 0 ? -1 : 1), 0, width - 1), isHigh);
            var odd = isWide ? x % 2 : y % 2;
            target[x] = (sum + (shift == 4 ? 8 - odd : shift == 2 ? 1 + odd : 0)) >> shift;
        }
    }

    private int Sum(int near, int far, int x, bool isHigh) => isHigh ? (3 * samples[near + x]) + samples[far + x] : samples[near + x];

    private void Stretched(int y, Span<int> target)
    {
        var (top, low, weight) = Between(y, down, height);
        for (var x = 0; x < target.Length; x++)
        {
            var (left, right, share) = Between(x, across, width);
            var above = Mix(samples[(top * stride) + left], samples[(top * stride) + right], share);
            var below = Mix(samples[(low * stride) + left], samples[(low * stride) + right], share);
            target[x] = (int)MathF.Round(Mix(above, below, weight));
        }
    }

    private static (int Low, int High, float Share) Between(int at, double scale, int size)
    {
        if (scale == 1) return (at, at, 0);
        var place = ((at + 0.5) * scale) - 0.5;
        var low = (int)Math.Floor(place);
        return (Math.Clamp(low, 0, size - 1), Math.Clamp(low + 1, 0, size - 1), (float)(place - low));
    }

    private static float Mix(float a, float b, float share) => a + ((b - a) * share);
}
