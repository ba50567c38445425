using Ridgeline.Graphs;
using static Ridgeline.Runtime.Tests.Families.OneNode;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Operators on images: identities, ramps and constants that must survive, and one operator as another.</summary>
public sealed class ImageTests
{
    public static TheoryData<string, string> Modes
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var mode in (string[])["nearest", "linear", "cubic"])
            {
                foreach (var coordinates in (string[])["half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel", "half_pixel_symmetric"])
                {
                    data.Add(mode, coordinates);
                }
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_constant_stays_and_so_does_one_size(string mode, string coordinates)
    {
        NodeAttribute[] attributes = [NodeAttribute.Of("mode", mode), NodeAttribute.Of("coordinate_transformation_mode", coordinates)];
        foreach (var antialias in mode == "nearest" ? [0L] : (long[])[0, 1])
        {
            var resize = new OneNode("Resize", [.. attributes, NodeAttribute.Of("antialias", antialias)]);
            foreach (var (h, w) in ((long, long)[])[(1, 1), (3, 9), (10, 2), (5, 6)])
            {
                var constant = resize.Of(Floats([.. Enumerable.Repeat(7f, 30)], 1, 1, 5, 6), null, null, Longs([1, 1, h, w], 4));
                Assert.Equal([1, 1, h, w], constant.Dims);
                Assert.All(constant.Span<float>().ToArray(), y => Assert.Equal(7, y, 1e-5f));
            }
            var x = Noise(1, 2, 3, 5, 6);
            Assert.Equal(x.Span<float>(), resize.Of(x, null, Floats([1, 1, 1, 1], 4)).Span<float>());
        }
    }

    [Fact]
    public void Between_the_corners_of_a_ramp_lies_a_ramp()
    {
        var x = Floats([0, 1, 2, 3], 4);
        NodeAttribute[] attributes = [NodeAttribute.Of("mode", "linear"), NodeAttribute.Of("coordinate_transformation_mode", "align_corners")];
        var y = new OneNode("Resize", attributes).Of(x, null, null, Longs([7], 1));
        for (var i = 0; i < 7; i++) Assert.Equal(i / 2f, y.Span<float>()[i], 1e-6f);
        Assert.Equal([1, 1, 2, 2], new OneNode("Resize").Of(RuntimeTensor.Of<byte>(ElementType.UInt8, [1, 2], 2), null, Floats([2], 1)).Bytes.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void The_grid_of_the_identity_shows_the_image(long aligned)
    {
        var x = Noise(3, 2, 3, 4, 5);
        var theta = Floats([1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0], 2, 2, 3);
        var grid = new OneNode("AffineGrid", NodeAttribute.Of("align_corners", aligned)).Of(theta, Longs([2, 3, 4, 5], 4));
        foreach (var mode in (string[])["linear", "nearest", "cubic"])
        {
            foreach (var padding in (string[])["zeros", "border", "reflection"])
            {
                NodeAttribute[] attributes =
                [
                    NodeAttribute.Of("mode", mode), NodeAttribute.Of("padding_mode", padding), NodeAttribute.Of("align_corners", aligned),
                ];
                var y = new OneNode("GridSample", attributes).Of(x, grid);
                for (var i = 0; i < x.Count; i++) Assert.Equal(x.Span<float>()[i], y.Span<float>()[i], 1e-5f);
            }
        }
    }

    [Fact]
    public void Far_outside_a_grid_sees_zero_or_the_edge()
    {
        var (x, grid) = (Floats([1, 2, 3, 4], 1, 1, 2, 2), Floats([1e9f, 1e9f, float.NaN, 0], 1, 1, 2, 2));
        Assert.Equal([0, 0], new OneNode("GridSample").Of(x, grid).Span<float>().ToArray());
        Assert.Equal(4, new OneNode("GridSample", NodeAttribute.Of("padding_mode", "border")).Of(x, grid).Span<float>()[0]);
    }

    [Fact]
    public void Without_offsets_a_deformable_convolution_is_a_convolution()
    {
        var (x, w, b) = (Noise(1, 2, 4, 6, 7), Noise(2, 6, 2, 3, 2), Noise(3, 6));
        NodeAttribute[] attributes =
        [
            NodeAttribute.Of("group", 2), NodeAttribute.Of("pads", [1, 0, 2, 1]), NodeAttribute.Of("strides", [2, 1]), NodeAttribute.Of("dilations", [1, 2]),
        ];
        var wanted = new OneNode("Conv", attributes).Of(x, w, b);
        var offsets = new RuntimeTensor(ElementType.Float, 2, 12, wanted.Dims[2], wanted.Dims[3]);
        var made = new OneNode("DeformConv", attributes).Of(x, w, offsets, b);
        Assert.Equal(wanted.Dims, made.Dims);
        for (var i = 0; i < wanted.Count; i++) Assert.Equal(wanted.Span<float>()[i], made.Span<float>()[i], 1e-5f);
    }

    [Fact]
    public void Regions_of_a_constant_are_constant()
    {
        var x = Floats([.. Enumerable.Repeat(3f, 50)], 1, 2, 5, 5);
        var align = new OneNode("RoiAlign", NodeAttribute.Of("output_height", 2), NodeAttribute.Of("output_width", 3));
        var y = align.Of(x, Floats([0.5f, 0.5f, 4, 4], 1, 4), Longs([0], 1));
        Assert.Equal([1, 2, 2, 3], y.Dims);
        Assert.All(y.Span<float>().ToArray(), v => Assert.Equal(3, v, 1e-5f));
        var pool = new OneNode("MaxRoiPool", NodeAttribute.Of("pooled_shape", [1, 2]));
        var most = pool.Of(Floats([1, 2, 3, 4, 5, 6, 7, 8], 1, 1, 2, 4), Floats([0, 0, 0, 3, 1], 1, 5));
        Assert.Equal([6, 8], most.Span<float>().ToArray());
    }

    [Fact]
    public void Padding_undoes_cropping_and_blocks_add_up()
    {
        var x = Noise(4, 3, 5);
        var padded = new OneNode("CenterCropPad").Of(x, Longs([6, 9], 2));
        Assert.Equal(x.Span<float>(), new OneNode("CenterCropPad").Of(padded, Longs([3, 5], 2)).Span<float>());
        var y = new OneNode("Col2Im").Of(Floats([.. Enumerable.Repeat(1f, 16)], 1, 4, 4), Longs([3, 3], 2), Longs([2, 2], 2));
        Assert.Equal([1, 2, 1, 2, 4, 2, 1, 2, 1], y.Span<float>().ToArray());
    }

    [Fact]
    public void Boxes_that_overlap_a_better_one_are_dropped()
    {
        var boxes = Floats([0, 0, 2, 2, 0, 0, 2, 1.9f, 5, 5, 6, 6], 1, 3, 4);
        var picked = new OneNode("NonMaxSuppression").Of(boxes, Floats([0.5f, 0.9f, 0.1f], 1, 1, 3), Longs([3], 1), Floats([0.5f], 1), Floats([0.05f], 1));
        Assert.Equal([0, 0, 1, 0, 0, 2], picked.Span<long>().ToArray());
        Assert.Equal([0, 3], new OneNode("NonMaxSuppression").Of(boxes, Floats([0.5f, 0.9f, 0.1f], 1, 1, 3)).Dims);
    }
}
