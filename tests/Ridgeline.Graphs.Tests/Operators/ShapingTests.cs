namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>Shape rules of the operators that look at shapes, change them, and make tensors.</summary>
public sealed class ShapingTests
{
    [Theory]
    [InlineData("float 2x3x4", "=0,-1", "float[2x12]")]
    [InlineData("float batchxseqx768", "=0,0,12,64", "float[batchxseqx12x64]")]
    [InlineData("float batchxseqx768", "=0,-1,12,64", "float[batchxseqx12x64]")]
    [InlineData("float batchxseqx768", "=-1,768", "float[(batch*seq)x768]")]
    [InlineData("float batchx3x32x32", "=-1,3072", "float[batchx3072]")]
    [InlineData("float _x768", "=0,12,-1", "float[?x12x64]")]
    [InlineData("float _x768", "=-1,768", "float[?x768]")]
    [InlineData("float ?", "=0,4", "float[?x4]")]
    [InlineData("float 1", "=", "float[scalar]")]
    [InlineData("float 2x3", "int64 4", "float[?x?x?x?]")]
    [InlineData("float 2x3", "int64 _", "float[?]")]
    public void Reshape(string input, string target, string expected) => Assert.Equal(expected, new ShapeCase("Reshape", input, target).Infer());

    [Fact]
    public void Reshape_keeps_a_zero_where_it_is_allowed() =>
        Assert.Equal("float[0x3]", new ShapeCase("Reshape", "float 0x7", "=0,3").With("allowzero", 1).Infer());

    [Theory]
    [InlineData("=4,4", "cannot take the shape")]
    [InlineData("=5,-1", "do not divide by 5")]
    [InlineData("=-1,-1", "more than one")]
    [InlineData("=-2,3", "-2")]
    [InlineData("=2,3,0", "copies dimension 2")]
    public void Reshape_says_what_is_wrong(string target, string message) =>
        Assert.Contains(message, new ShapeCase("Reshape", "float 2x3", target).Error(), StringComparison.Ordinal);

    [Theory]
    [InlineData("float 2x3x4", 1, "float[2x12]")]
    [InlineData("float 2x3x4", 0, "float[1x24]")]
    [InlineData("float 2x3x4", 3, "float[24x1]")]
    [InlineData("float 2x3x4", -1, "float[6x4]")]
    [InlineData("float batchx3x4", 1, "float[batchx12]")]
    [InlineData("float ?", 1, "float[?x?]")]
    public void Flatten(string input, long axis, string expected) => Assert.Equal(expected, new ShapeCase("Flatten", input).With("axis", axis).Infer());

    [Theory]
    [InlineData("float 1x3x1", "=0", "float[3x1]")]
    [InlineData("float 1x3x1", "=-1", "float[1x3]")]
    [InlineData("float 1x3x1", "-", "float[3]")]
    [InlineData("float nx3x1", "-", "float[?]")]
    [InlineData("float nx3x1", "int64 1", "float[?x?]")]
    [InlineData("float ?", "=0", "float[?]")]
    public void Squeeze(string input, string axes, string expected) => Assert.Equal(expected, new ShapeCase("Squeeze", input, axes).Infer());

    [Fact]
    public void Squeeze_refuses_what_is_not_one() => Assert.Contains("is not 1", new ShapeCase("Squeeze", "float 2x3", "=1").Error(), StringComparison.Ordinal);

    [Theory]
    [InlineData("=0", "float[1xnx3]")]
    [InlineData("=-1,0", "float[1xnx3x1]")]
    [InlineData("int64 2", "float[?x?x?x?]")]
    public void Unsqueeze(string axes, string expected) => Assert.Equal(expected, new ShapeCase("Unsqueeze", "float nx3", axes).Infer());

    [Fact]
    public void Axes_were_attributes_once()
    {
        Assert.Equal("float[1x2]", new ShapeCase("Unsqueeze", "float 2").With("axes", [0L]).Opset(11).Infer());
        Assert.Equal("float[2]", new ShapeCase("Squeeze", "float 1x2").With("axes", [0L]).Opset(11).Infer());
    }

    [Theory]
    [InlineData("float 3x1", "=2,1,6", "float[2x3x6]")]
    [InlineData("float nx1", "=1,4", "float[nx4]")]
    [InlineData("float 3x1", "int64 3", "float[?x3x?]")]
    public void Expand(string input, string target, string expected) => Assert.Equal(expected, new ShapeCase("Expand", input, target).Infer());

    [Fact]
    public void Makers()
    {
        Assert.Equal("int64[5]", new ShapeCase("Range", "==2", "==12", "==2").Infer());
        Assert.Equal("int64[3]", new ShapeCase("Range", "==10", "==4", "==-2").Infer());
        Assert.Equal("int64[0]", new ShapeCase("Range", "==10", "==4", "==2").Infer());
        Assert.Equal("float[2x3]", new ShapeCase("ConstantOfShape", "=2,3").Infer());
        Assert.Equal("int64[?x?]", new ShapeCase("ConstantOfShape", "int64 2").With(NodeAttribute.Of("value", Tensor.OfInt64([7], 1))).Infer());
        Assert.Equal("int64[3]", new ShapeCase("Constant").With("value_ints", 1, 2, 3).Infer());
        Assert.Equal("float[nx4x10]", new ShapeCase("OneHot", "int64 nx4", "==10", "float 2").Infer());
        Assert.Equal("float[10xnx4]", new ShapeCase("OneHot", "int64 nx4", "==10", "float 2").With("axis", 0).Infer());
        Assert.Equal("double[3x3]", new ShapeCase("EyeLike", "float 3x3").With("dtype", (long)ElementType.Double).Infer());
        Assert.Equal("int64[1x3]", new ShapeCase("NonZero", "=0,4,0,5,6").Infer());
        Assert.Equal("int64[2x?]", new ShapeCase("NonZero", "float 4x4").Infer());
    }
}
