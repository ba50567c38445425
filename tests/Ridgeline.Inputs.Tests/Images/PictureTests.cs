using Ridgeline.Graphs;
using Ridgeline.Inputs.Images;

namespace Ridgeline.Inputs.Tests.Images;

/// <summary>Pictures that Pillow wrote read as Pillow reads them.</summary>
public sealed class PictureTests
{
    private const int Width = 75, Height = 53;

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("rgba.png")]
    [InlineData("grey.png")]
    [InlineData("grey16.png")]
    [InlineData("palette.png")]
    [InlineData("sixteen.png")]
    [InlineData("two.png")]
    [InlineData("interlaced.png")]
    [InlineData("rgb.bmp")]
    [InlineData("palette.bmp")]
    [InlineData("grey.bmp")]
    [InlineData("full.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("progressive-full.jpg")]
    [InlineData("quarter.jpg")]
    [InlineData("half.jpg")]
    [InlineData("progressive.jpg")]
    public void Pictures_read_exactly(string file)
    {
        var picture = Read(file);
        Assert.Equal((Width, Height), (picture.Width, picture.Height));
        Assert.Equal(Sample.Pixels(file), picture.Rgba);
    }

    [Theory]
    [InlineData("shrunk", 31, 23)]
    [InlineData("grown", 150, 106)]
    public void Resizing_is_that_of_Pillow(string name, int width, int height)
    {
        var resized = PictureFit.To(Read("rgb.png"), width, height, null, isStretched: true);
        var expected = Sample.Pixels(name);
        for (var i = 0; i < width * height; i++)
        {
            for (var c = 0; c < 3; c++) Assert.InRange(resized[(i * 4) + c] - expected[(i * 3) + c], -1.01, 1.01);
        }
    }

    [Fact]
    public void The_kitten_has_the_values_of_its_pixels()
    {
        var path = Ridgeline.Tests.SharedData.Get("datasets/images/kitten_224.png");
        var options = new ImageOptions { Mean = [0.485, 0.456, 0.406], Spread = [0.229, 0.224, 0.225] };
        var planes = ElementReader.Reals(Sample.Fine(d => ImageFile.Read(path, new(ElementType.Float, Shape.Of(1, 3, 224, 224)), options, d)))!;
        var rows = ElementReader.Reals(Sample.Fine(d => ImageFile.Read(path, new(ElementType.Float, Shape.Of(1, 224, 224, 3)), options, d)))!;
        var bytes = Sample.Fine(d => ImageFile.Read(path, new(ElementType.UInt8, Shape.Of(1, 3, 224, 224)), new(), d)).Data.ToArray();
        const int pixel = (100 * 224) + 57;
        for (var c = 0; c < 3; c++)
        {
            var expected = ((bytes[(c * 224 * 224) + pixel] / 255.0) - options.Mean[c]) / options.Spread[c];
            Assert.Equal(expected, planes[(c * 224 * 224) + pixel], 5);
            Assert.Equal(expected, rows[(pixel * 3) + c], 5);
        }
    }

    [Fact]
    public void The_centre_is_cut_out_and_blue_can_come_first()
    {
        var wanted = new TensorType(ElementType.UInt8, Shape.Of(3, 53, 53));
        var plain = Sample.Fine(d => ImageFile.Read(Sample.Of("rgb.png"), wanted, new(), d)).Data.ToArray();
        var turned = Sample.Fine(d => ImageFile.Read(Sample.Of("rgb.png"), wanted, new() { IsBlueFirst = true }, d)).Data.ToArray();
        var source = Sample.Pixels("rgb.png");
        Assert.Equal(source[((10 * Width) + 11 + 20) * 4], plain[(10 * 53) + 20]);
        Assert.Equal(plain[..(53 * 53)], turned[(2 * 53 * 53)..]);
    }

    [Theory]
    [InlineData("float[1x10]")]
    [InlineData("float[1x7x8x8]")]
    public void What_takes_no_picture_is_told(string type)
    {
        var dims = type[6..^1].Split('x').Select(long.Parse).ToArray();
        var error = Assert.Single(Sample.Errors(d => ImageFile.Read(Sample.Of("rgb.png"), new(ElementType.Float, Shape.Of(dims)), new(), d)));
        Assert.Equal("INPUT114", error.Code);
        Assert.Contains(type, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P3 # a comment\n2 1 # another\n5\n5 0 1  2 3 4", new byte[] { 255, 0, 51, 102, 153, 204 })]
    [InlineData("P2 2 1 255 7 250", new byte[] { 7, 7, 7, 250, 250, 250 })]
    [InlineData("P1 2 1 1 0", new byte[] { 0, 0, 0, 255, 255, 255 })]
    [InlineData("P6 2 1 255\nabcdef", new byte[] { 97, 98, 99, 100, 101, 102 })]
    [InlineData("P5 2 1 255\nab", new byte[] { 97, 97, 97, 98, 98, 98 })]
    [InlineData("P4 2 1\n\u0040", new byte[] { 255, 255, 255, 0, 0, 0 })]
    public void Pnm_pictures_read_exactly(string text, byte[] expected)
    {
        var (width, height, pixels) = PictureBytes.Decode(System.Text.Encoding.Latin1.GetBytes(text));
        Assert.Equal((2, 1), (width, height));
        Assert.Equal(expected, pixels.Where((_, i) => i % 4 != 3));
    }

    [Theory]
    [InlineData("P6 2 2 255\nabcdef", "INPUT102")]
    [InlineData("P6 2 1 65535\nabcdef", "INPUT112")]
    [InlineData("P2 2 x", "INPUT103")]
    [InlineData("P1 2 1 1 7", "INPUT103")]
    [InlineData("P5 100000 100000 255\n", "INPUT113")]
    [InlineData("MM\0*", "INPUT102")]
    [InlineData("GIF89a", "INPUT112")]
    public void What_is_wrong_with_a_picture_in_memory_is_told(string text, string code) =>
        Assert.Equal(code, Assert.Throws<Ridgeline.Diagnostics.DiagnosticException>(() => PictureBytes.Decode(System.Text.Encoding.Latin1.GetBytes(text))).Diagnostics[0].Code);

    [Theory]
    [InlineData(true, 2, 3)]
    [InlineData(false, 2, 3)]
    [InlineData(false, 1, 1)]
    [InlineData(true, 0, 1)]
    [InlineData(false, 3, 1)]
    public void Tiff_pictures_read_exactly(bool isBig, int meaning, int samples)
    {
        var pixels = Enumerable.Range(0, 3 * 2 * samples).Select(i => (byte)(i * 37)).ToArray();
        var (width, height, read) = PictureBytes.Decode(TiffFile.Of(isBig, meaning, samples, 3, 2, pixels));
        Assert.Equal((3, 2), (width, height));
        for (var i = 0; i < 6; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                var value = pixels[(i * samples) + (samples == 3 ? c : 0)];
                Assert.Equal(meaning == 0 ? 255 - value : meaning == 3 ? TiffFile.Colour(value, c) : value, read[(i * 4) + c]);
            }
        }
    }

    private static Picture Read(string file)
    {
        using var stream = File.OpenRead(Sample.Of(file));
        return PictureReader.Read(stream);
    }
}
