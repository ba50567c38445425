using System.Buffers.Binary;

namespace Ridgeline.Inputs.Images;

/// <summary>Reads BMP pictures of 1, 4, 8, 24 or 32 bits a pixel that are not compressed.</summary>
internal static class BmpReader
{
    private const int Uncompressed = 0, BitFields = 3, ShortHead = 12;

    public static Picture Read(byte[] file)
    {
        var pixels = (int)Math.Min(int.MaxValue, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(10)));
        var headSize = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(14));
        if (headSize is < ShortHead or > 1024) throw new InputProblem("INPUT103", $"a BMP picture with a head of {headSize} bytes is not known");
        var isShort = headSize == ShortHead;
        long width = isShort ? BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(18)) : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(18));
        long height = isShort ? BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(20)) : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(22));
        int bits = BinaryPrimitives.ReadInt16LittleEndian(file.AsSpan(isShort ? 24 : 28));
        var compression = isShort ? Uncompressed : BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(30));
        if (bits is not (1 or 4 or 8 or 24 or 32) || compression is not (Uncompressed or BitFields) || (compression == BitFields && bits != 32))
        {
            throw new InputProblem("INPUT112", $"a BMP picture of {bits} bits a pixel and compression {compression} is not read", "save it as PNG");
        }
        var picture = Picture.Of(width, Math.Abs(height));
        var palette = file.AsSpan(14 + headSize);
        var stride = (int)(((width * bits) + 31) / 32 * 4);
        for (var y = 0; y < picture.Height; y++)
        {
            // Rows stand upside down unless the height is negative.
            var row = file.AsSpan(checked(pixels + ((height < 0 ? y : picture.Height - 1 - y) * stride)), stride);
            for (var x = 0; x < picture.Width; x++) Pixel(picture, x, y, row, bits, palette, isShort ? 3 : 4);
        }
        return picture;
    }

    private static void Pixel(Picture picture, int x, int y, ReadOnlySpan<byte> row, int bits, ReadOnlySpan<byte> palette, int entry)
    {
        ReadOnlySpan<byte> colour;
        if (bits >= 24) colour = row[(x * bits / 8)..];
        else
        {
            var bit = x * bits;
            colour = palette[(((row[bit / 8] >> (8 - bits - (bit % 8))) & ((1 << bits) - 1)) * entry)..];
        }
        picture.Set(x, y, colour[2], colour[1], colour[0]);
    }
}
