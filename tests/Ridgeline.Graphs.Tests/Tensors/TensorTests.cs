namespace Ridgeline.Graphs.Tests;

public sealed class TensorTests
{
    [Fact]
    public void A_tensor_is_as_long_as_its_type_says()
    {
        Assert.Equal(5, new Tensor(ElementType.Int4, [3, 3], new MemoryData(new byte[5])).Size.Value);
        Assert.Equal(1, Tensor.OfFloat([2f]).Count);
        Assert.Throws<ArgumentException>(() => new Tensor(ElementType.Float, [3], new MemoryData(new byte[11])));
        Assert.Throws<ArgumentException>(() => new Tensor(ElementType.Float, [-1], new MemoryData(Array.Empty<byte>())));
        Assert.Throws<ArgumentException>(() => new Tensor(ElementType.String, [2], new StringData([new byte[1]])));
        Assert.Throws<ArgumentException>(() => Tensor.Absent(ElementType.Float, [1L << 40, 1L << 40], default));
    }

    [Theory]
    [InlineData(new long[0], 1L)]
    [InlineData(new[] { 2L, 3 }, 6L)]
    [InlineData(new[] { 0L, long.MaxValue, long.MaxValue }, 0L)]
    [InlineData(new[] { long.MaxValue, 0L }, null)]
    [InlineData(new[] { 3L, -1 }, null)]
    [InlineData(new[] { 1L << 30, 1L << 30 }, null)]
    [InlineData(new[] { 1L << 30, 1L << 28 }, 1L << 58)]
    public void Elements_are_counted_up_to_a_bound(long[] dims, long? count) => Assert.Equal(count, Tensor.CountOf(dims));

    [Fact]
    public void Absent_data_have_a_length_and_nothing_else()
    {
        var tensor = Tensor.Absent(ElementType.BFloat16, [1000, 1000], Filling.Ones);
        Assert.Equal((2_000_000, false), (tensor.Size.Value, tensor.Data.IsPresent));
        Assert.Throws<InvalidOperationException>(() => tensor.Data.Read(0, new byte[1]));
        Assert.Null(TensorEquality.Difference(tensor, Tensor.Absent(ElementType.BFloat16, [1000, 1000], Filling.Ones)));
        Assert.NotNull(TensorEquality.Difference(tensor, Tensor.Absent(ElementType.BFloat16, [1000, 1000], Filling.Zeros)));
        Assert.NotNull(TensorEquality.Difference(tensor, Tensor.Absent(ElementType.Float16, [1000, 1000], Filling.Ones)));
    }

    [Fact]
    public void A_mapped_file_is_read_in_pieces_and_not_beyond_its_end()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, [.. Enumerable.Range(0, 100).Select(i => (byte)i)]);
            using var file = new MappedFile(path);
            var data = new MappedData(file, 10, 20, "weights.bin");
            var piece = new byte[5];
            data.Read(15, piece);
            Assert.Equal(new byte[] { 25, 26, 27, 28, 29 }, piece);
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(16, piece));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.Read(-1, piece));
            Assert.Throws<ArgumentOutOfRangeException>(() => new MappedData(file, 90, 20).ToArray());
            Assert.Throws<ArgumentOutOfRangeException>(() => file.Span(long.MaxValue, 5).Length);
            file.Dispose();
            file.Dispose();
            Assert.Throws<ObjectDisposedException>(() => data.ToArray());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void An_empty_file_maps_to_nothing()
    {
        var path = Path.GetTempFileName();
        try
        {
            using var file = new MappedFile(path);
            Assert.Equal((0, 0), (file.Length, file.Span(0, 0).Length));
            Assert.Throws<ArgumentOutOfRangeException>(() => file.Span(0, 1).Length);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Throws<FileNotFoundException>(() => new MappedFile(path));
    }

    [Fact]
    public void A_sparse_tensor_stands_for_a_dense_one()
    {
        var sparse = new SparseTensor(Tensor.OfFloat([1f, 2f], 2), Tensor.OfInt64([3, 7], 2), [3, 3]);
        Assert.Equal("sparse float[3x3]", sparse.Type.ToString());
    }

    [Fact]
    public void Equality_finds_the_first_byte_that_differs()
    {
        var values = new long[10_000];
        var first = Tensor.OfInt64(values, 10_000);
        values[9_000] = 256;
        Assert.Equal("byte 72001 is 0 and 1", TensorEquality.Difference(first, Tensor.OfInt64(values, 10_000)));
        Assert.NotNull(TensorEquality.Difference(first, Tensor.OfInt64(values, 100, 100)));
        Assert.Equal("text 1 differs", TensorEquality.Difference(Texts("a", "b"), Texts("a", "c")));
    }

    private static Tensor Texts(params string[] texts) =>
        new(ElementType.String, [texts.Length], new StringData([.. texts.Select(t => (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(t))]));
}
