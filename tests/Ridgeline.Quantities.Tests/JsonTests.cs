using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ridgeline.Quantities.Tests;

public sealed partial class JsonTests
{
    private static readonly Sheet Filled = new(new(16777216), new(Int128.MaxValue), new(25_557_032), new(0.0125), new(6.4e-10), new(1.41e9),
        new(3.35e12), new(9.894e14), new(0.37));

    private static readonly JsonSerializerOptions TinyBuffer = new() { DefaultBufferSize = 1 };

    [Fact]
    public void Quantities_are_plain_numbers_of_base_units()
    {
        const string Expected = """
            {"Bytes":16777216,"Flop":170141183460469231731687303715884105727,"Mac":25557032,"Time":0.0125,"Energy":6.4E-10,
            "Clock":1410000000,"Bandwidth":3350000000000,"Rate":989400000000000,"Share":0.37}
            """;
        Assert.Equal(Expected.ReplaceLineEndings(""), JsonSerializer.Serialize(Filled, SheetContext.Default.Sheet));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        var json = JsonSerializer.Serialize(Filled, SheetContext.Default.Sheet);
        Assert.Equal(Filled, JsonSerializer.Deserialize(json, SheetContext.Default.Sheet));
    }

    [Fact]
    public async Task A_number_that_is_split_between_buffers_reads_back()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("[1234567890123, 9876543210987]"));
        var read = await JsonSerializer.DeserializeAsync<Bytes[]>(stream, TinyBuffer, TestContext.Current.CancellationToken);
        Assert.Equal([new Bytes(1234567890123), new Bytes(9876543210987)], read!);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1e30")]
    [InlineData("\"16 MiB\"")]
    [InlineData("null")]
    public void Numbers_that_are_no_bytes_are_refused(string json)
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Bytes>(json));

    [Fact]
    public void A_number_beyond_a_double_is_refused()
        => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Seconds>("1e390"));

    internal sealed record Sheet(Bytes Bytes, FlopCount Flop, MacCount Mac, Seconds Time, Joules Energy, Hertz Clock,
        BytesPerSecond Bandwidth, FlopPerSecond Rate, Ratio Share);

    [JsonSerializable(typeof(Sheet))]
    internal sealed partial class SheetContext : JsonSerializerContext;
}
