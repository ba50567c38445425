using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>Where in the image the rows of a product begin: for each output pixel and filter tap a pointer to the channels it is multiplied with.</summary>
internal static unsafe class TapPointers
{
    /// <summary>Writes pointers for one tile of pixels: [tap, <see cref="GemmTile.MaxRows"/>].</summary>
    /// <param name="shape">The convolution.</param>
    /// <param name="image">The input, at the first channel of the group.</param>
    /// <param name="pixelStride">Values from one pixel of the input to the next.</param>
    /// <param name="zeros">What stands for a pixel outside of the image: as many zeros (or zero points) as a tap has channels.</param>
    /// <param name="row">The first output pixel.</param>
    /// <param name="rows">How many; the pointers of the others lead to zeros or into the image as well.</param>
    /// <param name="firstTap">The first tap.</param>
    /// <param name="taps">How many.</param>
    /// <param name="to">The pointers.</param>
    public static void Write<T>(in ConvolutionShape shape, T* image, nint pixelStride, T* zeros, int row, int rows, int firstTap, int taps, T** to)
        where T : unmanaged
    {
        int width = shape.Output.Width, height = shape.Output.Height, depth = shape.Output.Depth;
        // Stretches of pixels that lie side by side: mostly the whole tile.
        for (var r = 0; r < rows;)
        {
            var pixel = row + r;
            int x = pixel % width, y = pixel / width % height, z = pixel / (width * height) % depth, n = pixel / (width * height * depth);
            var stretch = Math.Min(rows - r, width - x);
            WriteStretch(shape, image + ((nint)n * shape.Input.Count * pixelStride), pixelStride, zeros, (z, y, x), stretch, firstTap, taps, to + r);
            r += stretch;
        }
        for (var r = rows; r < GemmTile.MaxRows; r++)
        {
            for (var tap = 0; tap < taps; tap++) to[(tap * GemmTile.MaxRows) + r] = zeros;
        }
    }

    private static void WriteStretch<T>(
        in ConvolutionShape shape, T* image, nint pixelStride, T* zeros, (int Z, int Y, int X) pixel, int pixels, int firstTap, int taps, T** to)
        where T : unmanaged
    {
        int z0 = (pixel.Z * shape.Stride.Depth) - shape.Pad.Depth, y0 = (pixel.Y * shape.Stride.Height) - shape.Pad.Height, x0 = (pixel.X * shape.Stride.Width) - shape.Pad.Width;
        int kx = firstTap % shape.Kernel.Width, ky = firstTap / shape.Kernel.Width % shape.Kernel.Height, kz = firstTap / (shape.Kernel.Width * shape.Kernel.Height);
        int strideX = shape.Stride.Width, inputWidth = shape.Input.Width;
        var step = strideX * pixelStride;
        for (var tap = 0; tap < taps; tap++, to += GemmTile.MaxRows)
        {
            int z = z0 + (kz * shape.Dilation.Depth), y = y0 + (ky * shape.Dilation.Height), x = x0 + (kx * shape.Dilation.Width);
            var at = image + (((((nint)z * shape.Input.Height) + y) * inputWidth) + x) * pixelStride;
            if ((uint)z >= (uint)shape.Input.Depth || (uint)y >= (uint)shape.Input.Height)
            {
                for (var p = 0; p < pixels; p++) to[p] = zeros;
            }
            else if (x >= 0 && x + ((pixels - 1) * strideX) < inputWidth)
            {
                for (var p = 0; p < pixels; p++, at += step) to[p] = at;
            }
            else
            {
                for (var p = 0; p < pixels; p++, at += step, x += strideX) to[p] = (uint)x < (uint)inputWidth ? at : zeros;
            }
            if (++kx < shape.Kernel.Width) continue;
            kx = 0;
            if (++ky < shape.Kernel.Height) continue;
            ky = 0;
            kz++;
        }
    }
}
