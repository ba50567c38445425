using Ridgeline.Runtime.Host;

namespace Ridgeline.Runtime.Tests.Host;

/// <summary>What of a survey is held to be disturbed.</summary>
public sealed class SurveyDoubtsTests
{
    [Fact]
    public void A_sound_survey_raises_no_doubt() => Assert.Empty(SurveyDoubts.Of(Survey()));

    [Theory]
    [InlineData("AVX2", 1, 0.2e9, "AVX2 fp32")]
    [InlineData("AVX2", 2, 2e9, "AVX2 fp32")]
    [InlineData("AVX2", 2, 900e9, "AVX2 fp32")]
    [InlineData("AVX2", 1, 1200e9, "clock")]
    public void A_rate_that_fits_no_other_is_measured_again(string set, int threads, double rate, string subject)
    {
        var survey = Survey();
        var disturbed = survey with { Rates = [.. survey.Rates.Select(r => r.InstructionSet == set && r.Threads == threads ? r with { Rate = Of(rate) } : r)] };
        Assert.Contains(SurveyDoubts.Of(disturbed), d => d.Subject == subject);
    }

    [Fact]
    public void A_cache_that_is_slower_than_what_lies_behind_it_is_measured_again()
    {
        var survey = Survey();
        var (slow, far) = (survey.Levels[0] with { Read = Both(5e9, 10e9) }, survey.Levels[0] with { Latency = Of(1e-6) });
        Assert.Contains(SurveyDoubts.Of(survey with { Levels = [slow, .. survey.Levels.Skip(1)] }), d => d.Subject == "L1");
        Assert.Contains(SurveyDoubts.Of(survey with { Levels = [far, .. survey.Levels.Skip(1)] }), d => d.Subject == "L1");
    }

    private static HostSurvey Survey() => new()
    {
        Processor = "a CPU", Threads = 2, Cores = 2, Clock = Of(4e9), Exponentials = Of(2e9), Handoff = Of(2e-6), Step = Of(1e-7), IsQuick = true,
        Rates =
        [
            new("scalar", "fp32", 1, 1, Of(16e9)), new("scalar", "fp32", 1, 2, Of(32e9)), new("AVX2", "fp32", 8, 1, Of(128e9)), new("AVX2", "fp32", 8, 2, Of(240e9)),
        ],
        Levels =
        [
            new("L1", 48 << 10, 2, 1, "said", Both(400e9, 800e9), Both(200e9, 400e9), Of(1e-9)), new("DRAM", 32L << 30, 1, 2, "said", Both(20e9, 40e9), Both(10e9, 20e9), Of(90e-9)),
        ],
    };

    private static Measured Of(double value) => new(value, value, value, 3);

    private static Dictionary<int, Measured> Both(double one, double two) => new() { [1] = Of(one), [2] = Of(two) };
}
