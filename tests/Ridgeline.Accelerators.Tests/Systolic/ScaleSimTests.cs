using System.Globalization;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>SCALE-Sim's own reports, letter by letter.</summary>
public sealed class ScaleSimTests
{
    [Fact]
    public void Every_report_of_every_run_is_theirs_letter_by_letter()
    {
        var names = GoldenRuns.Names();
        Assert.NotEmpty(names);
        var wrong = names.SelectMany(run => GoldenRuns.Ours(run).SelectMany(ours => Differences(run, ours.Key, ours.Value))).ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} rows differ\n{string.Join('\n', wrong.Take(20))}");
    }

    [Fact]
    public void Cycles_are_those_of_the_table_that_LLMCompass_ships()
    {
        var rows = File.ReadAllLines(SharedData.Get("golden/llmcompass/look_up_table_8_8.csv")).Where(r => r.Length > 0).Select(r => r.Split(',')).ToList();
        Assert.True(rows.Count > 100);
        foreach (var row in rows)
        {
            var n = row.Select(f => int.TryParse(f, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
            var config = new ScaleSimConfig
            {
                RunName = "table", Rows = n[3], Columns = n[4], Dataflow = Dataflows.Find(row[5])!.Value, IsUserBandwidth = false,
                InputKilobytes = 1024, FilterKilobytes = 1024, OutputKilobytes = 1024,
            };
            var layer = ScaleSimLayer.Product("", n[0], n[1], n[2]);
            Assert.Equal(n[6], ScaleSimulator.Cycles(layer, config));
            var result = ScaleSimulator.Run(layer, config);
            Assert.Equal(n[6], result.Total);
            Assert.Equal(double.Parse(row[7], CultureInfo.InvariantCulture), result.OverallUtilisation, 0.002);
        }
    }

    private static IEnumerable<string> Differences(string run, string report, string ours)
    {
        var theirs = GoldenRuns.Theirs(run, report).Split('\n');
        var mine = ours.Split('\n');
        if (theirs.Length != mine.Length) yield return $"{run}/{report}: {mine.Length} lines, not {theirs.Length}";
        for (var i = 0; i < Math.Min(theirs.Length, mine.Length); i++)
        {
            if (theirs[i] != mine[i]) yield return $"{run}/{report}:{i + 1}\n  theirs {theirs[i]}\n  ours   {mine[i]}";
        }
    }
}
