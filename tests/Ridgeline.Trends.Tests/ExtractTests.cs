using System.Globalization;
using Ridgeline.Tests;

namespace Ridgeline.Trends.Tests;

/// <summary>The data that travel with the tool are what the whole tables say.</summary>
public sealed class ExtractTests
{
    [Fact]
    public void Microprocessors_are_those_of_the_whole_table()
    {
        var whole = File.ReadLines(SharedData.Get("facts/karlrupp_50yrs.csv")).Skip(1).Select(l => l.Split(',')).ToLookup(c => c[0],
            c => (Year: Number(c[1]), Value: Number(c[2])));
        foreach (var series in new[] { "transistors", "frequency", "watts", "specint", "cores" })
        {
            var ours = TrendData.Microprocessors(series, series, "").Points;
            var theirs = whole[series].Where(p => p.Value > 0).OrderBy(p => Math.Round(p.Year, 3)).ToArray();
            Assert.Equal(theirs.Length, ours.Count);
            Assert.Equal(theirs.Sum(p => Math.Log(p.Value)), ours.Sum(p => Math.Log(p.Value)), 1e-3);
            Assert.All(ours.Zip(theirs), pair => Assert.Equal(pair.Second.Year, pair.First.Year, 1e-3));
        }
    }

    [Theory]
    [InlineData("facts/epoch_notable_ai_models_2025-02-24.csv", "Training compute (FLOP)", "training")]
    [InlineData("facts/epoch_notable_ai_models_2025-02-24.csv", "Parameters", "parameters")]
    [InlineData("facts/epoch_ml_hardware_2026.csv", "FP32 (single precision) performance (FLOP/s)", "fp32_flop_per_s")]
    [InlineData("facts/epoch_ml_hardware_2026.csv", "Memory bandwidth (byte/s)", "memory_bytes_per_s")]
    [InlineData("facts/epoch_ml_hardware_2026.csv", "TDP (W)", "tdp_w")]
    public void A_column_is_that_of_the_whole_table(string file, string column, string ours)
    {
        var rows = QuotedCsv.Read(SharedData.Get(file)).ToArray();
        var (value, date) = (Array.IndexOf(rows[0], column), Array.FindIndex(rows[0], c => c is "Publication date" or "Release date"));
        var whole = rows.Skip(1).Where(r => r[value].Length > 0 && r[date].Length > 0).Select(r => Number(r[value])).Where(v => v > 0).Order().ToArray();
        var series = ours switch
        {
            "training" => TrendData.TrainingCompute, "parameters" => TrendData.Parameters, _ => TrendData.Accelerators(ours, ours, ""),
        };
        Assert.Equal(whole.Length, series.Points.Count);
        Assert.All(series.Points.Select(p => p.Value).Order().Zip(whole), pair => Assert.Equal(pair.Second, pair.First, pair.Second * 1e-5));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
