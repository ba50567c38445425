namespace Ridgeline.Inputs.Images;

/// <summary>A picture as bytes: red, green, blue and alpha of each pixel, row by row from the top.</summary>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Rgba">Four bytes a pixel.</param>
internal sealed record Picture(int Width, int Height, byte[] Rgba)
{
    // 8k x 8k: a larger one is no input of a network, and a hostile head must not make us allocate it.
    private const long MostPixels = 1L << 26;

    /// <summary>An empty picture.</summary>
    /// <exception cref="InputProblem">No network takes a picture of this size.</exception>
    public static Picture Of(long width, long height)
    {
        if (width is < 1 or > int.MaxValue || height is < 1 or > int.MaxValue || width * height > MostPixels)
        {
            throw new InputProblem("INPUT113", $"a picture of {width}x{height} pixels is not read");
        }
        return new((int)width, (int)height, new byte[width * height * 4]);
    }

    /// <summary>Sets a pixel.</summary>
    public void Set(int x, int y, byte red, byte green, byte blue, byte alpha = 255)
    {
        var at = ((y * Width) + x) * 4;
        (Rgba[at], Rgba[at + 1], Rgba[at + 2], Rgba[at + 3]) = (red, green, blue, alpha);
    }
}
