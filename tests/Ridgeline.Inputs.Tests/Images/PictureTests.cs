using Ridgeline.Graphs;
using Ridgeline.Inputs.Images;

namespace Ridgeline.Inputs.Tests.Images;

/// <summary>Pictures that Pillow wrote read as Pillow reads them.</summary>
public sealed class PictureTests(ITestOutputHelper output)
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
    public void Lossless_pictures_read_exactly(string file)
    {
        var picture = Read(file);
        Assert.Equal((Width, Height), (picture.Width, picture.Height));
        Assert.Equal(Sample.Pixels(file), picture.Rgba);
    }

    // libjpeg rounds its cosine transform and its colours to integers in between.
    [Theory]
    [InlineData("full.jpg")]
    [InlineData("grey.jpg")]
    [InlineData("progressive-full.jpg")]
    [InlineData("quarter.jpg")]
    [InlineData("half.jpg")]
    [InlineData("progressive.jpg")]
    public void Jpeg_pictures_read_as_libjpeg_reads_them(string file)
    {
        var (picture, expected) = (Read(file), Sample.Pixels(file));
        Assert.Equal((Width, Height), (picture.Width, picture.Height));
        var off = expected.Zip(picture.Rgba, (a, b) => Math.Abs(a - b)).ToList();
        output.WriteLine($"{file}: at most {off.Max()} off, {off.Average():0.000} on average");
        Assert.InRange(off.Max(), 0, 4);
        Assert.InRange(off.Average(), 0, 0.5);
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

    private static Picture Read(string file)
    {
        using var stream = File.OpenRead(Sample.Of(file));
        return PictureReader.Read(stream);
    }
}
