using System.Buffers.Binary;
using System.IO.Compression;

namespace Ridgeline.Inputs.Images;

/// <summary>Reads PNG pictures (ISO/IEC 15948): all colour types and depths, palettes, transparency, interlacing.</summary>
internal static class PngReader
{
    private const int Signature = 8, ChunkFrame = 12, ChunkHead = 8;

    // Adam7: where each pass begins and how far its pixels lie apart, as x, y, dx, dy.
    private static readonly (int X, int Y, int Dx, int Dy)[] s_passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    public static Picture Read(byte[] file)
    {
        PngColours? colours = null;
        Picture? picture = null;
        var isInterlaced = false;
        using var packed = new MemoryStream();
        for (var at = Signature; at + ChunkFrame <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - ChunkFrame) throw new InputProblem("INPUT102", "the picture is cut off");
            var content = file.AsSpan(at + ChunkHead, (int)length);
            var kind = file.AsSpan(at + 4, 4);
            if (kind.SequenceEqual("IHDR"u8))
            {
                (picture, colours, isInterlaced) = Head(content);
            }
            else if (kind.SequenceEqual("PLTE"u8)) colours?.SetPalette(content);
            else if (kind.SequenceEqual("tRNS"u8)) colours?.SetTransparency(content);
            else if (kind.SequenceEqual("IDAT"u8)) packed.Write(content);
            else if (kind.SequenceEqual("IEND"u8)) break;
            at += ChunkFrame + (int)length;
        }
        if (picture is null || colours is null) throw new InputProblem("INPUT103", "the picture has no head");
        packed.Position = 0;
        using var pixels = new ZLibStream(packed, CompressionMode.Decompress);
        if (isInterlaced) foreach (var (x, y, dx, dy) in s_passes) Pass(pixels, picture, colours, x, y, dx, dy);
        else Pass(pixels, picture, colours, 0, 0, 1, 1);
        return picture;
    }

    private static (Picture Picture, PngColours Colours, bool IsInterlaced) Head(ReadOnlySpan<byte> content)
    {
        var picture = Picture.Of(BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
        return (picture, PngColours.Of(content[9], content[8]), content[12] == 1);
    }

    private static void Pass(Stream pixels, Picture picture, PngColours colours, int left, int top, int dx, int dy)
    {
        var (width, height) = ((picture.Width - left + dx - 1) / dx, (picture.Height - top + dy - 1) / dy);
        if (width <= 0 || height <= 0) return;
        var stride = (int)((((long)width * colours.BitsPerPixel) + 7) / 8);
        var (row, above) = (new byte[stride + 1], new byte[stride + 1]);
        for (var y = 0; y < height; y++)
        {
            if (pixels.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) < row.Length) throw new InputProblem("INPUT102", "the picture is cut off");
            Unfilter(row, above, Math.Max(1, colours.BitsPerPixel / 8));
            for (var x = 0; x < width; x++)
            {
                var (red, green, blue, alpha) = colours.Pixel(row.AsSpan(1), x);
                picture.Set(left + (x * dx), top + (y * dy), red, green, blue, alpha);
            }
            (row, above) = (above, row);
        }
    }

    private static void Unfilter(Span<byte> row, ReadOnlySpan<byte> above, int step)
    {
        var kind = row[0];
        if (kind > 4) throw new InputProblem("INPUT103", $"the picture is damaged: there is no filter {kind}");
        for (var i = 1; i < row.Length; i++)
        {
            int left = i > step ? row[i - step] : 0, up = above[i], corner = i > step ? above[i - step] : 0;
            row[i] += kind switch { 1 => (byte)left, 2 => (byte)up, 3 => (byte)((left + up) / 2), 4 => (byte)Paeth(left, up, corner), _ => 0 };
        }
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (toLeft, toUp, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        if (toLeft <= toUp && toLeft <= toCorner) return left;
        return toUp <= toCorner ? up : corner;
    }
}
