using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Ridgeline.Quantities.Tests;

public sealed class PrintingTests
{
    private static readonly Config Seeded = Config.QuickThrowOnFailure.WithReplay(2024, 7).WithMaxTest(500);

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1 kB")]
    [InlineData(16777216, "16.78 MB")]
    [InlineData(999_940, "999.9 kB")]
    [InlineData(999_990, "1 MB")]
    [InlineData(long.MaxValue, "9.223 EB")]
    public void Bytes_print_short_in_decimal(long value, string expected) => Assert.Equal(expected, new Bytes(value).ToString());

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(16777216, "16 MiB")]
    [InlineData(long.MaxValue, "8 EiB")]
    public void Bytes_print_short_in_binary(long value, string expected)
        => Assert.Equal(expected, $"{new Bytes(value):B}");

    [Fact]
    public void Others_print_short()
    {
        Assert.Equal("3.35 TB/s", new BytesPerSecond(3.35e12).ToString());
        Assert.Equal("1 GiB/s", new BytesPerSecond(1 << 30).ToString("B"));
        Assert.Equal("989.4 TFLOP/s", new FlopPerSecond(989.4e12).ToString());
        Assert.Equal("1.41 GHz", new Hertz(1.41e9).ToString());
        Assert.Equal("640 pJ", new Joules(640e-12).ToString());
        Assert.Equal("12.5 ms", new Seconds(0.0125).ToString());
        Assert.Equal("-12.5 µs", new Seconds(-12.5e-6).ToString());
        Assert.Equal("0 s", Seconds.Zero.ToString());
        Assert.Equal("21 d", new Seconds(21 * 86400).ToString());
        Assert.Equal("25.56 MMAC", new MacCount(25_557_032).ToString());
        Assert.Equal("37 %", new Ratio(0.37).ToString());
        Assert.Equal("0 %", Ratio.Zero.ToString());
        Assert.Equal("12,350 d", new Seconds(12_346.0 * 86400).ToString());
    }

    [Fact]
    public void The_raw_format_is_exact()
    {
        Assert.Equal("16777216 B", new Bytes(16777216).ToString("R"));
        Assert.Equal("16777216 B", new Bytes(16777216).ToString("G", CultureInfo.InvariantCulture));
        Assert.Equal("0.1 s", new Seconds(0.1).ToString("R"));
        Assert.Equal("0.37", new Ratio(0.37).ToString("R"));
        Assert.Equal("170141183460469231731687303715884105727 MAC", new MacCount(Int128.MaxValue).ToString("R"));
    }

    [Fact]
    public void A_value_whose_percentage_is_beyond_a_double_prints_raw()
    {
        Assert.Equal("1.7976931348623157E+308", new Ratio(double.MaxValue).ToString());
        Assert.DoesNotContain("Infinity", new Seconds(double.MaxValue).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", new Joules(double.MinValue).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_is_refused()
    {
        Assert.Throws<FormatException>(() => new Bytes(1).ToString("X"));
        Assert.Throws<FormatException>(() => new Seconds(1).ToString("B"));
    }

    [Fact]
    public void Culture_changes_nothing()
    {
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        german.NumberFormat.NumberDecimalSeparator = ",";
        german.NumberFormat.NumberGroupSeparator = ".";
        german.NumberFormat.NegativeSign = "~";
        Exception? failure = null;
        var worker = new Thread(() => failure = Record.Exception(PrintAndParse)) { CurrentCulture = german };
        worker.Start();
        worker.Join();
        Assert.Null(failure);

        static void PrintAndParse()
        {
            Assert.Equal("~1,5", $"{-1.5}");
            Assert.Equal("3.35 TB/s", new BytesPerSecond(3.35e12).ToString());
            Assert.Equal("-1.5 s", new Seconds(-1.5).ToString());
            Assert.Equal("-1.5E-07 s", new Seconds(-1.5e-7).ToString("R"));
            Assert.Equal(3.35e12, BytesPerSecond.Parse("3.35 TB/s").Value);
            Assert.Equal(-1.5e-7, Seconds.Parse("-1.5e-7 s").Value);
        }
    }

    [Fact]
    public void Raw_text_of_any_count_reads_back()
    {
        Prop.ForAll<ulong, ulong>((high, low) =>
        {
            var count = new Int128(high >> 1, low);
            var bytes = new Bytes((long)(low >> 1));
            return FlopCount.Parse(new FlopCount(count).ToString("R")).Value == count
                && MacCount.Parse(new MacCount(count).ToString("R")).Value == count
                && Bytes.Parse(bytes.ToString("R")) == bytes;
        }).Check(Seeded);
    }

    [Fact]
    public void Raw_text_of_any_real_reads_back()
    {
        Prop.ForAll<NormalFloat>(number =>
        {
            var value = number.Get;
            return Seconds.Parse(new Seconds(value).ToString("R")).Value == value
                && Joules.Parse(new Joules(value).ToString("R")).Value == value
                && Ratio.Parse(new Ratio(value).ToString("R")).Value == value
                && BytesPerSecond.Parse(new BytesPerSecond(value).ToString("R")).Value == value;
        }).Check(Seeded);
        Assert.Equal(double.Epsilon, Seconds.Parse(new Seconds(double.Epsilon).ToString("R")).Value);
        Assert.Equal(double.MaxValue, Seconds.Parse(new Seconds(double.MaxValue).ToString("R")).Value);
    }

    [Fact]
    public void Short_text_reads_back_within_half_a_unit_of_the_fourth_digit()
    {
        Prop.ForAll<NormalFloat>(number =>
        {
            var value = number.Get;
            return Near(Seconds.Parse(new Seconds(value).ToString()).Value, value)
                && Near(Joules.Parse(new Joules(value).ToString()).Value, value)
                && Near(Ratio.Parse(new Ratio(value).ToString()).Value, value)
                && Near(BytesPerSecond.Parse(new BytesPerSecond(value).ToString("B")).Value, value);
        }).Check(Seeded);

        static bool Near(double read, double value) => Math.Abs(read - value) <= 5.001e-4 * Math.Abs(value);
    }
}
