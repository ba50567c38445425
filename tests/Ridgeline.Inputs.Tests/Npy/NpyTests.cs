using System.Text;
using System.Text.Json;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Tests.Npy;

/// <summary>Arrays that NumPy wrote read as what NumPy says is in them; what is written here reads back.</summary>
public sealed class NpyTests
{
    private static readonly JsonElement s_expected = JsonDocument.Parse(File.ReadAllText(Sample.Of("arrays.json"))).RootElement;

    public static TheoryData<string> Names => [.. s_expected.EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_what_NumPy_wrote(string name)
    {
        var array = Sample.Fine(d => TensorFile.ReadNpz(Sample.Of("arrays.npz"), _ => ElementType.Undefined, d)).Single(a => a.Key == name).Value;
        var expected = s_expected.GetProperty(name);
        Assert.Equal(expected.GetProperty("dims").EnumerateArray().Select(d => d.GetInt64()), array.Dims);
        if (expected.TryGetProperty("texts", out var texts))
        {
            Assert.Equal(texts.EnumerateArray().Select(t => t.GetString()), ((StringData)array.Data).Items.Select(i => Encoding.UTF8.GetString(i.Span)));
        }
        else Assert.Equal(expected.GetProperty("hex").GetString(), Convert.ToHexStringLower(array.Data.ToArray()));
    }

    [Theory]
    [InlineData("version1.npy")]
    [InlineData("version2.npy")]
    [InlineData("version3.npy")]
    public void Reads_all_versions_of_the_format(string file)
    {
        var tensor = Sample.Fine(d => TensorFile.ReadNpy(Sample.Of(file), ElementType.Float, d));
        Assert.Equal([3, 4], tensor.Dims);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (double)i), ElementReader.Reals(tensor)!);
    }

    [Fact]
    public void Reads_compressed_archives() => Assert.Equal(["x", "y"],
        Sample.Fine(d => TensorFile.ReadNpz(Sample.Of("packed.npz"), _ => ElementType.Undefined, d)).Select(a => a.Key));

    public static TheoryData<ElementType> Elements => [.. Enum.GetValues<ElementType>().Where(e => e.IsDefined() && e != ElementType.String)];

    [Theory]
    [MemberData(nameof(Elements))]
    public void What_is_written_reads_back(ElementType element)
    {
        var bytes = new byte[element.BytesFor(15).Value];
        new Random(3).NextBytes(bytes);
        if (element.BitWidth() < 8) bytes[^1] &= (byte)((1 << (15 * element.BitWidth() % 8)) - 1);
        var tensor = new Tensor(element, [3, 5], new MemoryData(bytes));
        using var file = new MemoryStream();
        TensorFile.WriteNpy(tensor, file);
        Assert.Equal(0, file.ToArray().AsSpan().IndexOf((byte)'\n') % 64 - 63);
        var back = Sample.Fine(d => TensorFile.ReadNpy(file.ToArray(), "it", element, d));
        Assert.Equal((element, "3x5"), (back.Element, string.Join('x', back.Dims)));
        Assert.Equal(bytes, back.Data.ToArray());
    }

    [Fact]
    public void Text_and_archives_read_back()
    {
        var text = new Tensor(ElementType.String, [2], new StringData([Encoding.UTF8.GetBytes("a é 中"), ReadOnlyMemory<byte>.Empty]));
        var scalar = Tensor.OfFloat([2.5f]);
        using var file = new MemoryStream();
        TensorFile.WriteNpz([new("t", text), new("s/1", scalar)], file);
        var back = Sample.Fine(d => TensorFile.ReadNpz(file.ToArray(), "it", _ => ElementType.Undefined, d));
        Assert.Equal("a é 中", Encoding.UTF8.GetString(((StringData)back[0].Value.Data).Items[0].Span));
        Assert.Equal("s/1", back[1].Key);
        Assert.Empty(back[1].Value.Dims);
    }

    [Theory]
    [InlineData("objects.npy", "INPUT104")]
    [InlineData("fields.npy", "INPUT104")]
    [InlineData("arrays.npz", "INPUT103")]
    [InlineData("none.npy", "INPUT101")]
    [InlineData(".", "INPUT101")]
    public void What_is_no_tensor_is_named(string file, string code)
        => Assert.Equal(code, Assert.Single(Sample.Errors(d => TensorFile.ReadNpy(Sample.Of(file), ElementType.Undefined, d))).Code);

    [Fact]
    public void A_file_cut_off_anywhere_is_named_and_never_thrown()
    {
        var whole = File.ReadAllBytes(Sample.Of("version1.npy"));
        for (var length = 0; length < whole.Length; length++)
        {
            var error = Assert.Single(Sample.Errors(d => TensorFile.ReadNpy(whole[..length], "cut.npy", ElementType.Undefined, d)));
            Assert.Equal("INPUT102", error.Code);
        }
        Assert.Equal("INPUT103", Assert.Single(Sample.Errors(d => TensorFile.ReadNpy([.. whole, 0], "more.npy", ElementType.Undefined, d))).Code);
    }

    [Fact]
    public void A_head_that_promises_gigabytes_takes_none()
    {
        var head = "{'descr': '<f4', 'fortran_order': False, 'shape': (500000000,), }\n";
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. Encoding.ASCII.GetBytes(head), 1, 2, 3, 4];
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("INPUT102", Assert.Single(Sample.Errors(d => TensorFile.ReadNpy(file, "big.npy", ElementType.Undefined, d))).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': Maybe, 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'shape': (1,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999,), }")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (9999999999, 9999999999), }")]
    [InlineData("{'descr': '<f4")]
    [InlineData("")]
    [InlineData("{'descr': '<q9', 'fortran_order': False, 'shape': (1,), }")]
    public void Damaged_heads_are_named(string head)
    {
        byte[] file = [0x93, .. "NUMPY"u8, 1, 0, (byte)head.Length, 0, .. Encoding.ASCII.GetBytes(head), 1, 2, 3, 4];
        Assert.Contains(Assert.Single(Sample.Errors(d => TensorFile.ReadNpy(file, "x.npy", ElementType.Undefined, d))).Code, (string[])["INPUT103", "INPUT104"]);
    }
}
