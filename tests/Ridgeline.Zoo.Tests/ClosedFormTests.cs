namespace Ridgeline.Zoo.Tests;

/// <summary>Totals that nobody publishes to the unit, derived from the papers' tables by formulas that know no graph.</summary>
public sealed class ClosedFormTests
{
    [Fact]
    public void Lenet5() => Check("lenet5", [new(1, 6, 5, 28), new(6, 16, 5, 10), new(16, 120, 5, 1), new(120, 84, 1, 1), new(84, 10, 1, 1)]);

    [Fact]
    public void Googlenet()
    {
        // Table 1 of arXiv:1409.4842: channels in, side, #1x1, #3x3 reduce, #3x3, #5x5 reduce, #5x5, pool proj.
        long[][] modules =
        [
            [192, 28, 64, 96, 128, 16, 32, 32], [256, 28, 128, 128, 192, 32, 96, 64], [480, 14, 192, 96, 208, 16, 48, 64],
            [512, 14, 160, 112, 224, 24, 64, 64], [512, 14, 128, 128, 256, 24, 64, 64], [512, 14, 112, 144, 288, 32, 64, 64],
            [528, 14, 256, 160, 320, 32, 128, 128], [832, 7, 256, 160, 320, 32, 128, 128], [832, 7, 384, 192, 384, 48, 128, 128],
        ];
        Check("googlenet",
        [
            new(3, 64, 7, 112), new(64, 64, 1, 56), new(64, 192, 3, 56), new(1024, 1000, 1, 1),
            .. modules.SelectMany(m => new Layer[]
            {
                new(m[0], m[2], 1, m[1]), new(m[0], m[3], 1, m[1]), new(m[3], m[4], 3, m[1]), new(m[0], m[5], 1, m[1]), new(m[5], m[6], 5, m[1]),
                new(m[0], m[7], 1, m[1]),
            }),
        ]);
    }

    [Fact]
    public void Unet()
    {
        // Figure 1 of arXiv:1505.04597. An up-convolution's MACs are those of a 2x2 kernel at each place of its input.
        Layer[] down = [new(1, 64, 3, 570), new(64, 64, 3, 568), new(64, 128, 3, 282), new(128, 128, 3, 280), new(128, 256, 3, 138), new(256, 256, 3, 136)];
        Layer[] deep = [new(256, 512, 3, 66), new(512, 512, 3, 64), new(512, 1024, 3, 30), new(1024, 1024, 3, 28)];
        Layer[] rise = [new(1024, 512, 2, 28), new(512, 256, 2, 52), new(256, 128, 2, 100), new(128, 64, 2, 196)];
        Layer[] up =
        [
            new(1024, 512, 3, 54), new(512, 512, 3, 52), new(512, 256, 3, 102), new(256, 256, 3, 100), new(256, 128, 3, 198), new(128, 128, 3, 196),
            new(128, 64, 3, 390), new(64, 64, 3, 388), new(64, 2, 1, 388),
        ];
        Check("unet", [.. down, .. deep, .. rise, .. up]);
    }

    [Fact]
    public void Yolo_v3_tiny()
    {
        // The lines of yolov3-tiny.cfg. A normalised layer has a scale and a shift for the bias that the other two have.
        Layer[] normalised =
        [
            new(3, 16, 3, 416), new(16, 32, 3, 208), new(32, 64, 3, 104), new(64, 128, 3, 52), new(128, 256, 3, 26), new(256, 512, 3, 13),
            new(512, 1024, 3, 13), new(1024, 256, 1, 13), new(256, 512, 3, 13), new(256, 128, 1, 13), new(384, 256, 3, 26),
        ];
        Layer[] heads = [new(512, 255, 1, 13), new(256, 255, 1, 26)];
        var macs = normalised.Concat(heads).Sum(l => l.Macs);
        var parameters = normalised.Concat(heads).Sum(l => l.Parameters) + normalised.Sum(l => l.To);
        var network = new BuiltNetwork("yolov3-tiny");
        Assert.Equal((parameters, (Int128)macs), (network.Parameters, network.Macs));
        // With running means and variances it fills the published weight file: 35,434,956 bytes, of which 20 are a header.
        Assert.Equal((35_434_956 - 20) / 4, parameters + (2 * normalised.Sum(l => l.To)));
    }

    [Fact]
    public void Efficientnet_b0()
    {
        // Table 1 of arXiv:1905.11946: expansion, kernel, channels in, channels out, repetitions, side in, side out.
        long[][] stages =
        [
            [1, 3, 32, 16, 1, 112, 112], [6, 3, 16, 24, 2, 112, 56], [6, 5, 24, 40, 2, 56, 28], [6, 3, 40, 80, 3, 28, 14], [6, 5, 80, 112, 3, 14, 14],
            [6, 5, 112, 192, 4, 14, 7], [6, 3, 192, 320, 1, 7, 7],
        ];
        var (macs, parameters) = (3L * 9 * 32 * 112 * 112, (3L * 9 * 32) + 64);
        foreach (var s in stages)
        {
            for (var i = 0; i < s[4]; i++)
            {
                var (from, before, after) = (i == 0 ? s[2] : s[3], i == 0 ? s[5] : s[6], s[6]);
                var (wide, squeezed) = (s[0] * from, from / 4);
                if (s[0] > 1) (macs, parameters) = (macs + (from * wide * before * before), parameters + (from * wide) + (2 * wide));
                macs += (wide * s[1] * s[1] * after * after) + (2 * wide * squeezed) + (wide * s[3] * after * after);
                parameters += (wide * s[1] * s[1]) + (2 * wide) + (2 * wide * squeezed) + squeezed + wide + (wide * s[3]) + (2 * s[3]);
            }
        }
        macs += (320 * 1280 * 49) + (1280 * 1000);
        parameters += (320 * 1280) + 2560 + (1280 * 1000) + 1000;
        var network = new BuiltNetwork("efficientnet-b0");
        Assert.Equal((parameters, (Int128)macs), (network.Parameters, network.Macs));
    }

    [Theory]
    [InlineData("mlp", 784, 512, 2, 10)]
    [InlineData("mlp?inputs=3&width=7&layers=5&outputs=2", 3, 7, 5, 2)]
    [InlineData("mlp?inputs=3&layers=0&outputs=2", 3, 512, 0, 2)]
    public void Perceptron(string reference, long inputs, long width, long layers, long outputs)
    {
        long[] widths = [inputs, .. Enumerable.Repeat(width, (int)layers), outputs];
        Check(reference, [.. widths.Zip(widths.Skip(1), (from, to) => new Layer(from, to, 1, 1))]);
    }

    private static void Check(string reference, Layer[] layers)
    {
        var network = new BuiltNetwork(reference);
        Assert.Equal((layers.Sum(l => l.Parameters), (Int128)layers.Sum(l => l.Macs)), (network.Parameters, network.Macs));
    }

    /// <summary>A layer with a bias: channels in and out, side of the kernel, side of the map it is placed on.</summary>
    private sealed record Layer(long From, long To, long Kernel, long Side)
    {
        public long Macs => From * To * Kernel * Kernel * Side * Side;

        public long Parameters => (From * To * Kernel * Kernel) + To;
    }
}
