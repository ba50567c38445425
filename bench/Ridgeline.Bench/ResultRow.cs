using System.Text.Json;

namespace Ridgeline.Bench;

/// <summary>One network on one number of threads, as <c>ridgeline bench -o json</c> tells it.</summary>
/// <param name="Title">The network.</param>
/// <param name="Row">Its row.</param>
internal sealed record ResultRow(string Title, JsonElement Row)
{
    public int Threads => Row.GetProperty("threads").GetInt32();

    public double Ours => Against.GetProperty("ours").GetProperty("median_s").GetDouble();

    public double Theirs => Against.GetProperty("theirs").GetProperty("median_s").GetDouble();

    public int Rounds => Against.GetProperty("ours").GetProperty("runs").GetInt32();

    public double RatioOfMedians => Against.GetProperty("ratio_of_medians").GetDouble();

    public double MedianOfRatios => Against.GetProperty("median_of_ratios").GetDouble();

    public double Low => Against.GetProperty("ratio_p10").GetDouble();

    public double High => Against.GetProperty("ratio_p90").GetDouble();

    public double FirstRun => Row.GetProperty("first_run_s").GetDouble();

    public double TheirLibrary => Against.GetProperty("library_s").GetDouble();

    public double TheirFirstRun => Against.GetProperty("first_run_s").GetDouble();

    public double Peak => Row.GetProperty("peak_bytes").GetDouble();

    public double TheirPeak => Against.GetProperty("peak_bytes").GetDouble();

    public double Difference => Against.TryGetProperty("difference", out var d) && d.ValueKind == JsonValueKind.Number ? d.GetDouble() : double.NaN;

    private JsonElement Against => Row.GetProperty("against");
}
