using System.Globalization;

namespace Ridgeline.Inputs.Images;

/// <summary>Reads PNM pictures (PBM, PGM, PPM; written out or binary) of at most 8 bits a sample.</summary>
internal static class PnmReader
{
    private const int Brightest = 255;

    public static Picture Read(byte[] file)
    {
        var kind = file[1] - '0';
        var at = 2;
        long width = Number(file, ref at), height = Number(file, ref at);
        var isBits = kind is 1 or 4;
        var most = isBits ? 1 : Number(file, ref at);
        if (most is < 1 or > Brightest) throw new InputProblem("INPUT112", $"a PNM picture whose brightest value is {most} is not read", "save it as PNG");
        var picture = Picture.Of(width, height);
        var isText = kind <= 3;
        if (!isText) at++;
        var samples = kind is 3 or 6 ? 3 : 1;
        Span<byte> colour = stackalloc byte[3];
        var stride = (picture.Width + 7) / 8;
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                for (var s = 0; s < samples; s++)
                {
                    var value = isText ? isBits ? Digit(file, ref at) : Number(file, ref at)
                        : isBits ? (file[at + (y * stride) + (x / 8)] >> (7 - (x % 8))) & 1 : file[at++];
                    // A bit that is set is black.
                    colour[s] = (byte)((isBits ? 1 - value : Math.Min(value, most)) * Brightest / most);
                }
                picture.Set(x, y, colour[0], colour[samples - 1 == 0 ? 0 : 1], colour[samples - 1]);
            }
        }
        return picture;
    }

    private static int Digit(byte[] file, ref int at)
    {
        Skip(file, ref at);
        var bit = file[at++] - '0';
        return bit is 0 or 1 ? bit : throw new InputProblem("INPUT103", "a PNM picture of bits holds something else");
    }

    private static int Number(byte[] file, ref int at)
    {
        Skip(file, ref at);
        var start = at;
        while (at < file.Length && char.IsAsciiDigit((char)file[at])) at++;
        if (int.TryParse(file.AsSpan(start, at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        throw new InputProblem(at >= file.Length ? "INPUT102" : "INPUT103", "a PNM picture has no number where one should be");
    }

    private static void Skip(byte[] file, ref int at)
    {
        while (file[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'#')
        {
            if (file[at] == '#') while (file[at] != '\n') at++;
            at++;
        }
    }
}
