using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Where in the image the rows of a product begin: for each output pixel and filter tap a pointer to the channels it is multiplied with.</summary>
internal static unsafe class TapPointers
{
    /// <summary>Writes pointers for one tile of pixels: [tap, <see cref="GemmTile.MaxRows"/>].</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="image">The input, at the first channel of the group.</param>
    /// <param name="pixelStride">Floats from one pixel of the input to the next.</param>
    /// <param name="zeros">As many zeros as a tap has channels: what lies outside of the image.</param>
    /// <param name="row">The first output pixel.</param>
    /// <param name="rows">How many; the pointers of the others repeat the last one.</param>
    /// <param name="firstTap">The first tap.</param>
    /// <param name="taps">How many.</param>
    /// <param name="to">The pointers.</param>
    public static void Write(in ConvolutionShape shape, float* image, nint pixelStride, float* zeros, int row, int rows, int firstTap, int taps, float** to)
    {
        int width = shape.Output.Width, height = shape.Output.Height, depth = shape.Output.Depth;
        int x = row % width, y = row / width % height, z = row / (width * height) % depth, n = row / (width * height * depth);
        for (var r = 0; r < GemmTile.MaxRows; r++)
        {
            WritePixel(shape, image + ((nint)n * shape.Input.Count * pixelStride), pixelStride, zeros, (z, y, x), firstTap, taps, to + r);
            if (r + 1 >= rows || ++x < width) continue;
            x = 0;
            if (++y < height) continue;
            y = 0;
            if (++z < depth) continue;
            z = 0;
            n++;
        }
    }

    private static void WritePixel(in ConvolutionShape shape, float* image, nint pixelStride, float* zeros, (int Z, int Y, int X) pixel, int firstTap, int taps, float** to)
    {
        int z0 = (pixel.Z * shape.Stride.Depth) - shape.Pad.Depth, y0 = (pixel.Y * shape.Stride.Height) - shape.Pad.Height, x0 = (pixel.X * shape.Stride.Width) - shape.Pad.Width;
        int kx = firstTap % shape.Kernel.Width, ky = firstTap / shape.Kernel.Width % shape.Kernel.Height, kz = firstTap / (shape.Kernel.Width * shape.Kernel.Height);
        for (var tap = 0; tap < taps; tap++, to += GemmTile.MaxRows)
        {
            int z = z0 + (kz * shape.Dilation.Depth), y = y0 + (ky * shape.Dilation.Height), x = x0 + (kx * shape.Dilation.Width);
            var inside = (uint)z < (uint)shape.Input.Depth && (uint)y < (uint)shape.Input.Height && (uint)x < (uint)shape.Input.Width;
            *to = inside ? image + (((((nint)z * shape.Input.Height) + y) * shape.Input.Width) + x) * pixelStride : zeros;
            if (++kx < shape.Kernel.Width) continue;
            kx = 0;
            if (++ky < shape.Kernel.Height) continue;
            ky = 0;
            kz++;
        }
    }
}
