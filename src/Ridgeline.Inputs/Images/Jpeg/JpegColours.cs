namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>Makes pixels of planes: stretches the coarse ones, linear between the centres of their samples, and turns YCbCr into RGB (JFIF 1.02).</summary>
internal static class JpegColours
{
    public static void Paint(Picture picture, IReadOnlyList<JpegComponent> planes, IReadOnlyList<byte[]> samples, bool isRgb)
    {
        var (mostAcross, mostDown) = (planes.Max(p => p.Across), planes.Max(p => p.Down));
        var rows = planes.Select(_ => new float[picture.Width]).ToArray();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var p = 0; p < planes.Count; p++)
            {
                var (across, down) = ((double)planes[p].Across / mostAcross, (double)planes[p].Down / mostDown);
                Row(samples[p], planes[p].Columns * 8, Size(picture.Width, across), Size(picture.Height, down), across, down, y, rows[p]);
            }
            for (var x = 0; x < picture.Width; x++)
            {
                if (planes.Count == 1) picture.Set(x, y, Byte(rows[0][x]), Byte(rows[0][x]), Byte(rows[0][x]));
                else if (isRgb) picture.Set(x, y, Byte(rows[0][x]), Byte(rows[1][x]), Byte(rows[2][x]));
                else
                {
                    var (luma, blue, red) = (rows[0][x], rows[1][x] - 128, rows[2][x] - 128);
                    picture.Set(x, y, Byte(luma + (1.402f * red)), Byte(luma - (0.344136f * blue) - (0.714136f * red)), Byte(luma + (1.772f * blue)));
                }
            }
        }
    }

    private static int Size(int whole, double share) => (int)Math.Ceiling(whole * share);

    private static void Row(byte[] samples, int stride, int width, int height, double across, double down, int y, Span<float> target)
    {
        var (top, low, weight) = Between(y, down, height);
        for (var x = 0; x < target.Length; x++)
        {
            var (left, right, share) = Between(x, across, width);
            var above = Mix(samples[(top * stride) + left], samples[(top * stride) + right], share);
            var below = Mix(samples[(low * stride) + left], samples[(low * stride) + right], share);
            target[x] = Mix(above, below, weight);
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

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
