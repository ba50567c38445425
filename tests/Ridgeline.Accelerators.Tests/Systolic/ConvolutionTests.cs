using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Convolutions;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>Convolutions through the registers give what the textbook's loops give.</summary>
public sealed class ConvolutionTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Random_convolutions_give_what_plain_loops_give()
    {
        Parallel.For(0, Cases, seed =>
        {
            var random = new Random(seed);
            var shape = Random(random);
            var input = Integers(random, shape.Batch * shape.Channels * shape.Input.Height * shape.Input.Width);
            var weights = Integers(random, shape.Filters * shape.Channels / shape.Groups * shape.Kernel.Height * shape.Kernel.Width);
            var dataflow = Dataflows.All[seed % 3];
            var array = new Accelerators.Systolic.Registers.RegisterArray(random.Next(1, 9), random.Next(1, 9), random.Next(2) == 0);
            var run = ConvolutionSimulator.Run(dataflow, shape, input, weights, array);
            Assert.True(run.Result.AsSpan().SequenceEqual(Plain(shape, input, weights)), $"{seed} {shape}");
            var fold = FoldShape.Of(dataflow, shape.Product, array.Rows, array.Columns);
            Assert.Equal(fold.Cycles(array.IsDoubleBuffered) * shape.Groups, run.Cycles);
            // Fold by fold, a group each.
            var operands = new ConvolutionOperands<int>(shape, input, weights);
            var (folded, cycles, words) = (new int[run.Result.Length], 0L, default(SramWords));
            for (var group = 0; group < shape.Groups; group++)
            {
                var product = FoldedProduct.Run(dataflow, operands.Of(group), array);
                operands.Place(group, product.Result, folded);
                (cycles, words) = (cycles + product.Cycles, words + product.Words);
            }
            Assert.True(folded.AsSpan().SequenceEqual(run.Result) && cycles == run.Cycles && words == run.Words, $"{seed} {shape}: {run.Words}, {words}");
            Assert.Equal(ClosedForm.Words(dataflow, shape.Product, fold) * shape.Groups, run.Words);
        });
    }

    [Fact]
    public void A_kernel_that_does_not_fit_is_refused()
        => Assert.Throws<ArgumentException>(() => ConvolutionSimulator.Run(Dataflow.WeightStationary,
            new() { Channels = 1, Filters = 1, Input = (2, 2), Kernel = (3, 3) }, new int[4], new int[9], new(2, 2)));

    private static ConvolutionShape Random(Random random)
    {
        while (true)
        {
            var groups = random.Next(1, 4);
            var channels = groups * random.Next(1, 4);
            var isDepthwise = random.Next(4) == 0;
            var shape = new ConvolutionShape
            {
                Batch = random.Next(1, 3), Channels = channels, Groups = isDepthwise ? channels : groups, Filters = isDepthwise ? channels * random.Next(1, 3) : groups * random.Next(1, 4),
                Input = (random.Next(1, 9), random.Next(1, 9)), Kernel = (random.Next(1, 4), random.Next(1, 4)), Stride = (random.Next(1, 4), random.Next(1, 4)),
                Dilation = (random.Next(1, 3), random.Next(1, 3)), Padding = (random.Next(3), random.Next(3), random.Next(3), random.Next(3)), IsTransposed = random.Next(3) == 0,
            };
            var fits = shape.IsTransposed || (shape.Input.Height + shape.Padding.Top + shape.Padding.Bottom >= ((shape.Kernel.Height - 1) * shape.Dilation.Y) + 1
                && shape.Input.Width + shape.Padding.Left + shape.Padding.Right >= ((shape.Kernel.Width - 1) * shape.Dilation.X) + 1);
            if (fits && shape.Output is { Height: > 0, Width: > 0 }) return shape;
        }
    }

    // Each input element into each output element that it reaches: one loop nest for both kinds.
    private static int[] Plain(ConvolutionShape s, int[] input, int[] weights)
    {
        var (height, width) = s.Output;
        var (channels, filters) = (s.Channels / s.Groups, s.Filters / s.Groups);
        var output = new int[s.Batch * s.Filters * height * width];
        for (var b = 0; b < s.Batch; b++)
        for (var g = 0; g < s.Groups; g++)
        for (var c = 0; c < channels; c++)
        for (var f = 0; f < filters; f++)
        for (var ky = 0; ky < s.Kernel.Height; ky++)
        for (var kx = 0; kx < s.Kernel.Width; kx++)
        for (var y = 0; y < s.Input.Height; y++)
        for (var x = 0; x < s.Input.Width; x++)
        {
            int oy, ox, weight;
            if (s.IsTransposed)
            {
                (oy, ox) = ((y * s.Stride.Y) + (ky * s.Dilation.Y) - s.Padding.Top, (x * s.Stride.X) + (kx * s.Dilation.X) - s.Padding.Left);
                weight = weights[((((((g * channels) + c) * filters) + f) * s.Kernel.Height) + ky) * s.Kernel.Width + kx];
            }
            else
            {
                var (ty, tx) = (y + s.Padding.Top - (ky * s.Dilation.Y), x + s.Padding.Left - (kx * s.Dilation.X));
                if (ty < 0 || tx < 0 || ty % s.Stride.Y != 0 || tx % s.Stride.X != 0) continue;
                (oy, ox) = (ty / s.Stride.Y, tx / s.Stride.X);
                weight = weights[((((((g * filters) + f) * channels) + c) * s.Kernel.Height) + ky) * s.Kernel.Width + kx];
            }
            if (oy < 0 || oy >= height || ox < 0 || ox >= width) continue;
            output[((((b * s.Filters) + (g * filters) + f) * height) + oy) * width + ox]
                += weight * input[((((b * s.Channels) + (g * channels) + c) * s.Input.Height) + y) * s.Input.Width + x];
        }
        return output;
    }

    private static int[] Integers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(-128, 128))];
}
