using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs;

namespace Ridgeline.Runtime.Operators;

/// <summary>ImageDecoder: the bytes of a picture's file to its pixels, [height, width, channels].</summary>
internal static class ImageDecoding
{
    private const int Rgba = 4;

    public static readonly Implementation[] Rows = [new("ImageDecoder", Run)];

    private static void Run(OperatorContext x)
    {
        var (width, height, pixels) = Decoded(x.Input(0));
        var format = x.Node.Text("pixel_format", "RGB");
        var channels = format is "RGB" or "BGR" ? 3 : format is "Grayscale" ? 1 : throw new OperatorException($"there is no pixel format '{format}'");
        var output = x.Output(0, ElementType.UInt8, height, width, channels).Span<byte>();
        var (first, last) = format == "BGR" ? (2, 0) : (0, 2);
        for (var i = 0; i < width * height; i++)
        {
            var pixel = pixels.AsSpan(i * Rgba, Rgba);
            if (channels == 1) output[i] = Grey(pixel);
            else (output[3 * i], output[(3 * i) + 1], output[(3 * i) + 2]) = (pixel[first], pixel[1], pixel[last]);
        }
    }

    private static (int Width, int Height, byte[] Rgba) Decoded(RuntimeTensor file)
    {
        try
        {
            return PictureBytes.Decode(file.Bytes.ToArray());
        }
        catch (DiagnosticException e)
        {
            throw new OperatorException(e.Diagnostics[0].Message);
        }
    }

    // Luma of ITU-R BT.601 in 16-bit fixed point: 0.299 red + 0.587 green + 0.114 blue.
    private static byte Grey(ReadOnlySpan<byte> pixel) => (byte)(((19595 * pixel[0]) + (38470 * pixel[1]) + (7471 * pixel[2]) + 0x8000) >> 16);
}
