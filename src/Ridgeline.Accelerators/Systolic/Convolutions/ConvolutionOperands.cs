using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers;

namespace Ridgeline.Accelerators.Systolic.Convolutions;

/// <summary>Unrolls a convolution into products, a group each, and puts their results where they belong.</summary>
internal sealed class ConvolutionOperands<T>(ConvolutionShape shape, T[] input, T[] weights)
    where T : unmanaged, INumber<T>
{
    private readonly int _channels = shape.Channels / shape.Groups;
    private readonly int _filters = shape.Filters / shape.Groups;
    private readonly int _taps = shape.Kernel.Height * shape.Kernel.Width;

    public Operands<T> Of(int group)
    {
        var p = shape.Product;
        var (m, n, k) = (checked((int)p.M), checked((int)p.N), checked((int)p.K));
        var (left, right) = (new T[checked(m * k)], new T[checked(k * n)]);
        for (var row = 0; row < m; row++)
        {
            for (var column = 0; column < k; column++) left[(row * k) + column] = shape.IsTransposed ? Position(group, row, column) : Window(group, row, column);
        }
        for (var row = 0; row < k; row++)
        {
            // Filters lie one after the other; kernels of a transposed convolution lie by input channel.
            for (var column = 0; column < n; column++)
            {
                right[(row * n) + column] = shape.IsTransposed ? weights[(((group * _channels) + row) * n) + column] : weights[(((group * _filters) + column) * k) + row];
            }
        }
        return new(left, right, m, n, k);
    }

    /// <summary>Adds the result of a group to the output.</summary>
    public void Place(int group, T[] product, T[] output)
    {
        var (height, width) = shape.Output;
        var n = (int)shape.Product.N;
        for (var i = 0; i < product.Length; i++)
        {
            var (row, column) = Math.DivRem(i, n);
            if (!shape.IsTransposed)
            {
                var (image, at) = Math.DivRem(row, height * width);
                output[(((image * shape.Filters) + (group * _filters) + column) * height * width) + at] = product[i];
                continue;
            }
            var (filter, tap) = Math.DivRem(column, _taps);
            var (source, position) = Math.DivRem(row, shape.Input.Height * shape.Input.Width);
            var y = (position / shape.Input.Width * shape.Stride.Y) + (tap / shape.Kernel.Width * shape.Dilation.Y) - shape.Padding.Top;
            var x = (position % shape.Input.Width * shape.Stride.X) + (tap % shape.Kernel.Width * shape.Dilation.X) - shape.Padding.Left;
            if (y < 0 || y >= height || x < 0 || x >= width) continue;
            output[(((((source * shape.Filters) + (group * _filters) + filter) * height) + y) * width) + x] += product[i];
        }
    }

    private T Window(int group, int row, int column)
    {
        var (image, at) = Math.DivRem(row, shape.Output.Height * shape.Output.Width);
        var (channel, tap) = Math.DivRem(column, _taps);
        var y = (at / shape.Output.Width * shape.Stride.Y) + (tap / shape.Kernel.Width * shape.Dilation.Y) - shape.Padding.Top;
        var x = (at % shape.Output.Width * shape.Stride.X) + (tap % shape.Kernel.Width * shape.Dilation.X) - shape.Padding.Left;
        return y < 0 || y >= shape.Input.Height || x < 0 || x >= shape.Input.Width ? T.Zero : Input(image, (group * _channels) + channel, y, x);
    }

    private T Position(int group, int row, int column)
    {
        var (image, at) = Math.DivRem(row, shape.Input.Height * shape.Input.Width);
        return Input(image, (group * _channels) + column, at / shape.Input.Width, at % shape.Input.Width);
    }

    private T Input(int image, int channel, int y, int x) => input[(((((image * shape.Channels) + channel) * shape.Input.Height) + y) * shape.Input.Width) + x];
}
