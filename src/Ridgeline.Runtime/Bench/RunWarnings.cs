using System.Globalization;

namespace Ridgeline.Runtime.Bench;

/// <summary>What speaks against trusting measurements, each with what to do about it.</summary>
public static class RunWarnings
{
    private const double Noisy = 0.05;
    private const double SlowStart = 1.5;
    private const double ShareOfOutliers = 0.05;
    private const double Brief = 5e-6;
    private const int Few = 10;

    /// <summary>All that there is to say of one row of runs.</summary>
    public static IEnumerable<string> Of(RunStatistics runs)
    {
        if (runs.Count < Few) yield return $"{runs.Count} runs are few: a median wants {Few}, a 99th percentile 100; --seconds gives it more time";
        if (runs.Spread > Noisy) 
            yield return Text($"the machine is noisy: runs spread by {runs.Spread:0.0 %} of the median; close what else runs, or take more runs with --seconds");
        if (runs.Outliers > runs.Count * ShareOfOutliers && runs.Count >= Few)
        {
            yield return $"{runs.Outliers} of {runs.Count} runs are outliers: something else took the processor; the median is not moved by them, the 99th percentile is";
        }
        if (runs.Count >= Few && runs.First.Value > runs.Median.Value * SlowStart)
        {
            yield return Text($"the first run took {runs.First.Value / runs.Median.Value:0.0} times the median: warm up for longer with --warmup");
        }
        if (runs.Median.Value < Brief) yield return Text($"a run of {runs.Median.Value * 1e6:0.0} us is near what taking the time costs");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
