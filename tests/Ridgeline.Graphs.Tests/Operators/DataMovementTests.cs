namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>Shape rules of the operators that move data: join, cut, pick, scatter, rearrange.</summary>
public sealed class DataMovementTests
{
    [Theory]
    [InlineData("float 2x3", "float 2x4", 1, "float[2x7]")]
    [InlineData("float 2x3", "float nx3", 0, "float[(n+2)x3]")]
    [InlineData("float batchx3", "float batchx4", -1, "float[batchx7]")]
    [InlineData("float 2x3", "float ?", 1, "float[2x?]")]
    [InlineData("float 2x_", "float 2x4", 1, "float[2x?]")]
    [InlineData("float _x3", "float 2x4", 1, "float[2x7]")]
    public void Concat(string a, string b, long axis, string expected) => Assert.Equal(expected, new ShapeCase("Concat", a, b).With("axis", axis).Infer());

    [Fact]
    public void Concat_refuses_what_does_not_fit()
    {
        Assert.Contains("differ in rank", new ShapeCase("Concat", "float 2", "float 2x3").With("axis", 0).Error(), StringComparison.Ordinal);
        Assert.Contains("are not the same", new ShapeCase("Concat", "float 2x3", "float 2x4").With("axis", 0).Error(), StringComparison.Ordinal);
        Assert.Contains("axis 2", new ShapeCase("Concat", "float 2x3", "float 2x4").With("axis", 2).Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float 6x2", "=2,4", 18, "float[2x2]; float[4x2]")]
    [InlineData("float 7x2", "-", 18, "float[4x2]; float[3x2]")]
    [InlineData("float 6x2", "-", 13, "float[3x2]; float[3x2]")]
    [InlineData("float nx2", "-", 18, "float[?x2]; float[?x2]")]
    [InlineData("float 6x2", "int64 2", 18, "float[?x2]; float[?x2]")]
    [InlineData("float ?", "-", 18, "float[?]; float[?]")]
    public void Split(string input, string sizes, int opset, string expected) =>
        Assert.Equal(expected, new ShapeCase("Split", input, sizes).Outputs(2).Opset(opset).Infer());

    [Fact]
    public void Split_refuses_sizes_that_do_not_add_up()
    {
        Assert.Contains("add up to 5", new ShapeCase("Split", "float 6", "=2,3").Outputs(2).Error(), StringComparison.Ordinal);
        Assert.Contains("does not divide", new ShapeCase("Split", "float 7").Outputs(2).Opset(13).Error(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("float 10x4", "=1", "=9", "=0", "=2", "float[4x4]")]
    [InlineData("float 10x4", "=-1", "=-100", "=0", "=-3", "float[4x4]")]
    [InlineData("float 10x4", "=3,0", "=2147483647,2", "-", "-", "float[7x2]")]
    [InlineData("float 10x4", "=20", "=30", "=0", "-", "float[0x4]")]
    [InlineData("float nx4", "=0", "=9223372036854775807", "=0", "-", "float[nx4]")]
    [InlineData("float nx4", "=0", "=-1", "=0", "-", "float[(n-1)x4]")]
    [InlineData("float nx4", "=-1", "=9223372036854775807", "=0", "-", "float[1x4]")]
    [InlineData("float nx4", "=-1", "=-9223372036854775807", "=0", "=-1", "float[nx4]")]
    [InlineData("float nx4", "=2", "=5", "=0", "-", "float[?x4]")]
    [InlineData("float nx4", "=1", "=3", "=-1", "-", "float[nx2]")]
    [InlineData("float 10x4", "int64 1", "=3", "=0", "-", "float[?x4]")]
    [InlineData("float 10x4", "int64 1", "int64 1", "int64 1", "-", "float[?x?]")]
    [InlineData("float ?", "=1", "=3", "=0", "-", "float[?]")]
    public void Slice(string input, string starts, string ends, string axes, string steps, string expected) =>
        Assert.Equal(expected, new ShapeCase("Slice", input, starts, ends, axes, steps).Infer());

    [Fact]
    public void Slice_took_attributes_once() =>
        Assert.Equal("float[2x1]", new ShapeCase("Slice", "float 4x4").With("starts", 1, 3).With("ends", 3, 100).Opset(1).Infer());

    [Fact]
    public void Slice_refuses_step_0() =>
        Assert.Contains("step 0", new ShapeCase("Slice", "float 4", "=0", "=4", "=0", "=0").Error(), StringComparison.Ordinal);

    [Fact]
    public void Pad()
    {
        Assert.Equal("float[4x6]", new ShapeCase("Pad", "float 2x3", "=1,1,1,2").Infer());
        Assert.Equal("float[2x2]", new ShapeCase("Pad", "float 2x3", "=0,-1,0,0").Infer());
        Assert.Equal("float[nx5]", new ShapeCase("Pad", "float nx3", "=1,1", "-", "=-1").Infer());
        Assert.Equal("float[?x?]", new ShapeCase("Pad", "float nx3", "int64 4").Infer());
        Assert.Equal("float[3x3]", new ShapeCase("Pad", "float 2x3").With("pads", 1, 0, 0, 0).Opset(2).Infer());
        Assert.Contains("would be", new ShapeCase("Pad", "float 2", "=-3,0").Error(), StringComparison.Ordinal);
        Assert.Contains("pads for", new ShapeCase("Pad", "float 2x2", "=1,0").Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void Picking()
    {
        Assert.Equal("float[batchxseqx768]", new ShapeCase("Gather", "float 30522x768", "int64 batchxseq").Infer());
        Assert.Equal("float[3x4]", new ShapeCase("Gather", "float 3x5x4", "==2").With("axis", 1).Infer());
        Assert.Equal("float[?]", new ShapeCase("Gather", "float ?", "==2").Infer());
        Assert.Equal("float[2x2]", new ShapeCase("GatherElements", "float 3x3", "int64 2x2").Infer());
        Assert.Equal("float[nx4]", new ShapeCase("GatherND", "float 2x3x4", "int64 nx2").Infer());
        Assert.Equal("float[2x3x5]", new ShapeCase("GatherND", "float 2x4x5", "int64 2x3x1").With("batch_dims", 1).Infer());
        Assert.Contains("deeper", new ShapeCase("GatherND", "float 2x4", "int64 2x3").Error(), StringComparison.Ordinal);
        Assert.Equal("float[2x3]", new ShapeCase("ScatterND", "float 2x3", "int64 1x1", "float 1x3").Infer());
        Assert.Equal("float[?]", new ShapeCase("Compress", "float 2x3", "bool 6").Infer());
    }

    [Fact]
    public void Rearranging()
    {
        Assert.Equal("float[4x3xn]", new ShapeCase("Transpose", "float nx3x4").Infer());
        Assert.Equal("float[nx4x3]", new ShapeCase("Transpose", "float nx3x4").With("perm", 0, 2, 1).Infer());
        Assert.Equal("float[?x?]", new ShapeCase("Transpose", "float ?").With("perm", 1, 0).Infer());
        Assert.Contains("named twice", new ShapeCase("Transpose", "float 2x3").With("perm", 1, 1).Error(), StringComparison.Ordinal);
        Assert.Equal("float[nx2x6x8]", new ShapeCase("DepthToSpace", "float nx8x3x4").With("blocksize", 2).Infer());
        Assert.Equal("float[nx8x3x4]", new ShapeCase("SpaceToDepth", "float nx2x6x8").With("blocksize", 2).Infer());
        Assert.Equal("float[6x4]", new ShapeCase("Tile", "float 2x4", "=3,1").Infer());
        Assert.Equal("float[?x?]", new ShapeCase("Tile", "float 2x4", "int64 2").Infer());
    }

    [Fact]
    public void Images_and_signals()
    {
        Assert.Equal("float[nx3x20x10]", new ShapeCase("Resize", "float nx3x10x20", "-", "=1.,1.,2.,.5").Infer());
        Assert.Equal("float[1x3x7x9]", new ShapeCase("Resize", "float nx3x10x20", "-", "-", "=1,3,7,9").Infer());
        Assert.Equal("float[1x3x(2*h)x(2*w)]", new ShapeCase("Resize", "float 1x3xhxw", "-", "=1.,1.,2.,2.").Infer());
        Assert.Equal("float[5]", new ShapeCase("HannWindow", "==5").Infer());
        Assert.Equal("float[1x5x2]", new ShapeCase("DFT", "float 1x8x1").With("onesided", 1).Infer());
        Assert.Equal("float[2x8x3x4]", new ShapeCase("GridSample", "float 2x8x5x6", "float 2x3x4x2").Infer());
        Assert.Equal("int64[?x3]", new ShapeCase("NonMaxSuppression", "float 1x6x4", "float 1x1x6").Infer());
    }
}
