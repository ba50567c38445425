using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

/// <summary>Fitted on the even rows of LLMCompass's measurements, judged on the odd ones.</summary>
public sealed class LlmCompassTests
{
    [Theory]
    [InlineData("A100", "a100-80")]
    [InlineData("MI210", "mi210")]
    public void Errors_stay_below_ten_percent(string device, string name)
    {
        var machine = MachineCatalog.Find(name)!;
        var all = Facts.Measured(device);
        var fitted = machine with { Efficiency = Calibrator.Fit(machine, [.. all.Where((_, i) => i % 2 == 0)], "even rows") };
        foreach (var c in fitted.Efficiency) TestContext.Current.TestOutputHelper!.WriteLine($"{c.Family} c={c.Compute} m={c.Memory} o={c.Overhead} {string.Join(' ', c.Parameters.Select(p => $"{p.Key}={p.Value}"))} n={c.Points} r={c.Residual}");
        List<Measurement> judged = [.. all.Where((_, i) => i % 2 == 1)];
        foreach (var m in judged) TestContext.Current.TestOutputHelper!.WriteLine($"{m.Op} {m.M} {m.N} {m.K} {m.Time} {MeasuredOperator.Predict(fitted, m)} {(MeasuredOperator.Predict(fitted, m) / m.Time).Value - 1:P1}");
        foreach (var g in judged.GroupBy(m => m.Op)) TestContext.Current.TestOutputHelper!.WriteLine($"{g.Key}: {Calibrator.Error(fitted, [.. g]):P1}, usual {Calibrator.Error(machine, [.. g]):P1}");
        var (matmuls, operators) = (Calibrator.Error(fitted, [.. judged.Where(m => m.Op == "matmul")]), Calibrator.Error(fitted, judged));
        Assert.True(matmuls <= 0.10 && operators <= 0.10, $"{matmuls:P1} {operators:P1}");
    }
}
