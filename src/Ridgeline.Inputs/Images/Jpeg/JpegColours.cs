namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>
/// Makes pixels of planes: stretches the coarse ones, linear between the centres of their samples, and turns YCbCr into RGB (JFIF 1.02). In whole numbers,
/// rounded as libjpeg rounds.
/// </summary>
internal static class JpegColours
{
    private const int Bits = 16, Half = 1 << (Bits - 1);

    public static void Paint(Picture picture, IReadOnlyList<JpegComponent> planes, IReadOnlyList<byte[]> samples, bool isRgb)
    {
        var (mostAcross, mostDown) = (planes.Max(p => p.Across), planes.Max(p => p.Down));
        var rows = planes.Select(_ => new int[picture.Width]).ToArray();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var p = 0; p < planes.Count; p++)
            {
                var (across, down) = ((double)planes[p].Across / mostAcross, (double)planes[p].Down / mostDown);
                var plane = new JpegPlane(samples[p], planes[p].Columns * 8, Size(picture.Width, across), Size(picture.Height, down), across, down);
                plane.Row(y, rows[p]);
            }
            for (var x = 0; x < picture.Width; x++)
            {
                if (planes.Count == 1) picture.Set(x, y, Byte(rows[0][x]), Byte(rows[0][x]), Byte(rows[0][x]));
                else if (isRgb) picture.Set(x, y, Byte(rows[0][x]), Byte(rows[1][x]), Byte(rows[2][x]));
                else
                {
                    var (luma, blue, red) = (rows[0][x], rows[1][x] - 128, rows[2][x] - 128);
                    var green = (Half - (Fixed(0.34414) * blue) - (Fixed(0.71414) * red)) >> Bits;
                    var (toRed, toBlue) = (((Fixed(1.402) * red) + Half) >> Bits, ((Fixed(1.772) * blue) + Half) >> Bits);
                    picture.Set(x, y, Byte(luma + toRed), Byte(luma + green), Byte(luma + toBlue));
                }
            }
        }
    }

    private static int Size(int whole, double share) => (int)Math.Ceiling(whole * share);

    private static int Fixed(double value) => (int)((value * (1 << Bits)) + 0.5);

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);
}
