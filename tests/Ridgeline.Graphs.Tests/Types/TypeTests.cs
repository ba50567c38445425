namespace Ridgeline.Graphs.Tests;

public sealed class TypeTests
{
    private static readonly Dim s_batch = Dim.Symbol("batch");

    [Fact]
    public void Every_element_type_has_a_width_and_a_spelling_that_reads_back()
    {
        var all = Enum.GetValues<ElementType>().Where(t => t != ElementType.Undefined).ToArray();
        Assert.Equal(26, all.Length);
        foreach (var type in all)
        {
            Assert.True(type.IsDefined());
            Assert.Equal(type == ElementType.String, type.BitWidth() == 0);
            Assert.True(ElementTypes.TryParse(type.Spelling().ToUpperInvariant(), out var read) && read == type, type.Spelling());
            Assert.False(type.IsFloat() && type.IsInteger(), type.Spelling());
        }
        Assert.False(ElementTypes.TryParse("undefined", out _));
        Assert.False(ElementTypes.TryParse("float23", out _));
        Assert.False(((ElementType)99).IsDefined());
    }

    [Theory]
    [InlineData("fp32", ElementType.Float)]
    [InlineData("half", ElementType.Float16)]
    [InlineData("bf16", ElementType.BFloat16)]
    [InlineData("fp64", ElementType.Double)]
    [InlineData("fp8", ElementType.Float8E4M3FN)]
    [InlineData("fp4", ElementType.Float4E2M1)]
    public void Short_names_are_read(string text, ElementType type) => Assert.True(ElementTypes.TryParse(text, out var read) && read == type);

    [Theory]
    [InlineData(ElementType.Int4, 0, 0)]
    [InlineData(ElementType.Int4, 1, 1)]
    [InlineData(ElementType.UInt4, 2, 1)]
    [InlineData(ElementType.Float4E2M1, 3, 2)]
    [InlineData(ElementType.Int2, 4, 1)]
    [InlineData(ElementType.UInt2, 5, 2)]
    [InlineData(ElementType.Bool, 7, 7)]
    [InlineData(ElementType.BFloat16, 7, 14)]
    [InlineData(ElementType.Complex128, 2, 32)]
    [InlineData(ElementType.String, 100, 0)]
    [InlineData(ElementType.Double, (1L << 60) - 1, long.MaxValue - 7)]
    [InlineData(ElementType.Int2, long.MaxValue, 1L << 61)]
    public void Small_elements_are_packed(ElementType type, long elements, long bytes) => Assert.Equal(bytes, type.BytesFor(elements).Value);

    [Fact]
    public void Bytes_beyond_63_bits_overflow() => Assert.Throws<OverflowException>(() => ElementType.Double.BytesFor(1L << 60));

    public static TheoryData<TensorType, long?> Sizes => new()
    {
        { new(ElementType.Float, [2, 3]), 24 },
        { new(ElementType.Float, Shape.Scalar), 4 },
        { new(ElementType.Int4, [3, 3]), 5 },
        { new(ElementType.Float, [2, 0, long.MaxValue]), 0 },
        { new(ElementType.Float, [s_batch, 3]), null },
        { new(ElementType.Float, [Dim.Unknown, 3]), null },
        { new(ElementType.Float, Shape.Unknown), null },
        { new(ElementType.Undefined, [2, 3]), null },
        { new(ElementType.Float, [-1, 3]), null },
        { new(ElementType.Float, [1L << 31, 1L << 31]), null },
        { new(ElementType.Float, [1L << 62, 1L << 62]), null },
        { new(ElementType.Float, [1L << 28, 1L << 28]), 1L << 58 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_tensor_has_a_size_where_all_is_known(TensorType type, long? size) => Assert.Equal(size, type.Size?.Value);

    [Fact]
    public void Shapes_compare_print_and_slice()
    {
        Shape shape = [s_batch, 3, s_batch * 2, 5];
        Assert.Equal("batchx3x(2*batch)x5", shape.ToString());
        Assert.Equal(("?", "scalar"), (Shape.Unknown.ToString(), Shape.Scalar.ToString()));
        Assert.Equal(Dim.Of(15), shape.Product(1, 2) * shape[-1]);
        Assert.Equal([3, s_batch * 2], shape.Slice(1, -1).ToArray());
        Assert.Empty(shape.Slice(3, 1).ToArray());
        Assert.Equal(shape, shape.With(-1, 7).With(3, 5));
        Assert.Equal(shape.GetHashCode(), Shape.Of(shape).GetHashCode());
        Assert.NotEqual(Shape.Unknown, Shape.Scalar);
        Assert.NotEqual(Shape.OfRank(2), Shape.OfRank(3));
        Assert.Equal([8, 3, 16, 5], shape.Substitute(new Dictionary<string, Dim> { ["batch"] = 8 }).ToNumbers());
        Assert.Same(Shape.Scalar, Shape.Scalar.Substitute(new Dictionary<string, Dim>()));
        Assert.Equal("30*batch*batch", shape.Elements.ToString());
        Assert.True(Shape.Unknown.Elements.IsUnknown);
        Assert.Throws<InvalidOperationException>(() => Shape.Unknown.Rank);
        Assert.Throws<InvalidOperationException>(() => shape.ToNumbers());
    }

    [Fact]
    public void Containers_print_and_substitute()
    {
        var bindings = new Dictionary<string, Dim> { ["batch"] = 4 };
        var tensor = new TensorType(ElementType.Float, [s_batch, 2]);
        DataType list = new SequenceType(new OptionalType(tensor)) { Length = s_batch };
        Assert.Equal("seq(optional(float[batchx2]))", list.ToString());
        var bound = Assert.IsType<SequenceType>(list.Substitute(bindings));
        Assert.Equal(("seq(optional(float[4x2]))", Dim.Of(4)), (bound.ToString(), bound.Length));
        Assert.Equal("map(int64, float[4x2])", new MapType(ElementType.Int64, tensor).Substitute(bindings).ToString());
        Assert.Equal("sparse float[4x2]", new SparseTensorType(ElementType.Float, tensor.Shape).Substitute(bindings).ToString());
        Assert.Equal("opaque(com.example, Tree)", new OpaqueType("com.example", "Tree").Substitute(bindings).ToString());
        Assert.NotEqual(list, new SequenceType(new OptionalType(tensor)));
    }
}
