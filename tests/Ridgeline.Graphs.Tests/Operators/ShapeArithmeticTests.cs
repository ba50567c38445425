namespace Ridgeline.Graphs.Tests.Operators;

/// <summary>What is known of contents before anything runs.</summary>
public sealed class ShapeArithmeticTests
{
    [Theory]
    [InlineData("Add", "int64{1,2} int64{10}", "", "11,12")]
    [InlineData("Sub", "int64{1} int64{10}", "", "-9")]
    [InlineData("Mul", "float{0.1} float{3}", "", "0.30000001192092896")]
    [InlineData("Div", "int64{-7,7} int64{2}", "", "-3,3")]
    [InlineData("Div", "int64{7} int64{0}", "", "?")]
    [InlineData("Mod", "int64{-7,7} int64{3}", "", "2,1")]
    [InlineData("Mod", "int64{-7} int64{3}", "fmod=1", "-1")]
    [InlineData("Min", "int64{3,8} int64{5}", "", "3,5")]
    [InlineData("Max", "int64{3,8} int64{5} int64{6}", "", "6,8")]
    [InlineData("Neg", "int64{3}", "", "-3")]
    [InlineData("Abs", "float{-2.5}", "", "2.5")]
    [InlineData("Ceil", "float{2.25}", "", "3")]
    [InlineData("Round", "float{2.5,3.5}", "", "2,4")]
    [InlineData("Cast", "float{2.9,-2.9}", "to=7", "2,-2")]
    [InlineData("Cast", "int64{0,5}", "to=9", "0,1")]
    [InlineData("Cast", "int64{300}", "to=2", "?")]
    [InlineData("Add", "uint8{200} uint8{100}", "", "?")]
    [InlineData("Equal", "int64{1,2} int64{2}", "", "0,1")]
    [InlineData("Less", "float{1,2} float{2}", "", "1,0")]
    [InlineData("GreaterOrEqual", "int64{1,2} int64{2}", "", "0,1")]
    [InlineData("And", "bool{1,1,0} bool{1,0,0}", "", "1,0,0")]
    [InlineData("Not", "bool{1,0}", "", "0,1")]
    [InlineData("Where", "bool{1,0} int64{1,2} int64{-1}", "", "1,-1")]
    [InlineData("ReduceProd", "int64{2,3,4}", "keepdims=0", "24")]
    [InlineData("ReduceMax", "int64{2,3,4} int64{0}", "", "4")]
    [InlineData("Clip", "int64{2,30} int64(5) int64(10)", "", "5,10")]
    [InlineData("Relu", "int64{-2,3}", "", "0,3")]
    public void Known_contents(string op, string inputs, string attributes, string expected)
    {
        var node = new OneNode(op, inputs, attributes);
        Assert.Empty(node.Errors);
        Assert.Equal(expected, node.Contents);
    }

    [Theory]
    [InlineData(7, 2, 3)]
    [InlineData(-7, 2, -3)]
    [InlineData(7, -2, -3)]
    [InlineData(-8, 2, -4)]
    public void Integers_divide_toward_zero(long a, long b, long expected) => Assert.Equal(expected, Graphs.Operators.DimArithmetic.Divide(a, b).Value);

    /// <summary>Exporters compare a shape with -1 to see what is to be kept: a size is never -1, whatever it is.</summary>
    [Fact]
    public void A_size_is_not_negative()
    {
        var batch = Dim.Symbol("batch");
        Assert.False(Graphs.Operators.DimArithmetic.AreEqual(batch, -1));
        Assert.Null(Graphs.Operators.DimArithmetic.AreEqual(batch, 3));
        Assert.Null(Graphs.Operators.DimArithmetic.AreEqual(batch - 5, -1));
        Assert.Equal(batch, Graphs.Operators.DimArithmetic.Max(batch, -1));
        Assert.Equal(batch, Graphs.Operators.DimArithmetic.Divide(batch * 12, 12));
        Assert.True(Graphs.Operators.DimArithmetic.Divide(batch - 5, 2).IsUnknown);
    }
}
