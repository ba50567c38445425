namespace Ridgeline.Quantities.Tests;

public sealed class ParsingTests
{
    [Theory]
    [InlineData("16 MiB", 16777216)]
    [InlineData("16MiB", 16777216)]
    [InlineData("1.5 KiB", 1536)]
    [InlineData(" 2 kB ", 2000)]
    [InlineData("80 GB", 80_000_000_000)]
    [InlineData("1_000 B", 1000)]
    [InlineData("1,234,567 B", 1234567)]
    [InlineData("2e3 B", 2000)]
    [InlineData("1EB", 1_000_000_000_000_000_000)]
    [InlineData("0.000001 MB", 1)]
    [InlineData("9223372036854775807 B", long.MaxValue)]
    public void Bytes_are_read_exactly(string text, long expected) => Assert.Equal(expected, Bytes.Parse(text).Value);

    [Theory]
    [InlineData("1.3 B")]
    [InlineData("0.0001 KiB")]
    public void Part_of_a_byte_is_refused(string text)
    {
        var error = Assert.Throws<FormatException>(() => Bytes.Parse(text));
        Assert.Contains("not a whole number of B", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8 EiB")]
    [InlineData("1 ZB")]
    [InlineData("-1 B")]
    public void Bytes_out_of_range_overflow(string text)
    {
        Assert.Throws<OverflowException>(() => Bytes.Parse(text));
        Assert.False(Bytes.TryParse(text, out _));
    }

    [Fact]
    public void Counts_keep_all_their_digits()
    {
        Assert.Equal(25_557_032, MacCount.Parse("25,557,032 MAC").Value);
        Assert.Equal(2_100_000_000, FlopCount.Parse("2.1 GFLOP").Value);
        Assert.Equal(Int128.MaxValue, FlopCount.Parse("170141183460469231731687303715884105727 FLOP").Value);
        Assert.Throws<OverflowException>(() => FlopCount.Parse("170141183460469231731687303715884105728 FLOP"));
    }

    [Fact]
    public void Real_quantities_are_the_nearest_double()
    {
        Assert.Equal(3.35e12, BytesPerSecond.Parse("3.35 TB/s").Value);
        Assert.Equal(1073741824, BytesPerSecond.Parse("1 GiB/s").Value);
        Assert.Equal(989.4e12, FlopPerSecond.Parse("989.4 TFLOP/s").Value);
        Assert.Equal(1.41e9, Hertz.Parse("1.41 GHz").Value);
        Assert.Equal(640e-12, Joules.Parse("640 pJ").Value);
        Assert.Equal(12.5e-3, Seconds.Parse("12.5 ms").Value);
        Assert.Equal(-0.5, Seconds.Parse("-500 ms").Value);
        Assert.Equal(5400, Seconds.Parse("1.5 h").Value);
        Assert.Equal(0.37, Ratio.Parse("37 %").Value);
        Assert.Equal(0.37, Ratio.Parse("0.37").Value);
    }

    [Theory]
    [InlineData("7 us")]
    [InlineData("7 \u00b5s")]
    [InlineData("7 \u03bcs")]
    public void Micro_has_three_spellings(string text) => Assert.Equal(7e-6, Seconds.Parse(text).Value);

    [Theory]
    [InlineData("1e999 s")]
    [InlineData("1e400 s")]
    public void Doubles_do_not_become_infinite(string text) => Assert.ThrowsAny<Exception>(() => Seconds.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("NaN s")]
    [InlineData("5. s")]
    [InlineData("3,35 s")]
    [InlineData("1,00,000 s")]
    [InlineData("1__0 s")]
    [InlineData("_1 s")]
    [InlineData("1, s")]
    [InlineData("1 s s")]
    [InlineData("--1 s")]
    [InlineData("1e+ s")]
    [InlineData("1e99999999999 s")]
    public void Malformed_text_is_refused(string text)
    {
        Assert.Throws<FormatException>(() => Seconds.Parse(text));
        Assert.False(Seconds.TryParse(text, out var value));
        Assert.Equal(Seconds.Zero, value);
    }

    [Fact]
    public void No_text_is_not_read() => Assert.False(Bytes.TryParse(null, out _));

    [Fact]
    public void A_missing_unit_says_which_are_understood()
    {
        Assert.False(Quantity.TryParse<Seconds>("12", out _, out var problem));
        Assert.Equal("'12' is not a time: the unit is missing", problem.Message);
        Assert.Equal("units understood: fs, ps, ns, µs, ms, s, min, h, d", problem.Hint);
        Assert.Throws<FormatException>(() => Bytes.Parse("12"));
    }

    [Theory]
    [InlineData("16 MIB", "16 MiB")]
    [InlineData("16 kb", "16 kB")]
    public void A_near_miss_of_bytes_is_met_with_a_suggestion(string text, string suggested) => AssertSuggests<Bytes>(text, suggested);

    [Theory]
    [InlineData("3 tb/s", "3 TB/s")]
    [InlineData("3 TB/S", "3 TB/s")]
    [InlineData("3.5 TBs", "3.5 TB/s")]
    public void A_near_miss_of_a_bandwidth_is_met_with_a_suggestion(string text, string suggested)
        => AssertSuggests<BytesPerSecond>(text, suggested);

    [Theory]
    [InlineData("989 TFLOPS", "989 TFLOP/s")]
    [InlineData("989 tflop/s", "989 TFLOP/s")]
    public void A_near_miss_of_a_rate_is_met_with_a_suggestion(string text, string suggested) => AssertSuggests<FlopPerSecond>(text, suggested);

    [Fact]
    public void A_unit_like_no_other_gets_the_list_only()
    {
        Assert.False(Quantity.TryParse<Bytes>("3 parsecs", out _, out var problem));
        Assert.StartsWith("units understood: B, kB", problem.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Generic_code_can_parse_through_the_runtimes_interfaces()
    {
        Assert.Equal(new Bytes(1536), Read<Bytes>("1.5 KiB"));
        Assert.False(TryRead<Bytes>("1.5", out _));

        static T Read<T>(string text)
            where T : IParsable<T> => T.Parse(text, null);
        static bool TryRead<T>(string text, out T? value)
            where T : ISpanParsable<T> => T.TryParse(text.AsSpan(), null, out value);
    }

    private static void AssertSuggests<T>(string text, string suggested)
        where T : struct, IQuantity<T>
    {
        Assert.False(Quantity.TryParse<T>(text, out _, out var problem));
        Assert.StartsWith($"did you mean '{suggested}'?", problem.Hint, StringComparison.Ordinal);
    }
}
