using System.Globalization;

namespace Ridgeline.Runtime.Host;

/// <summary>
/// What measurements of one machine owe each other: a core starts between a third of and four vector instructions a cycle, n threads do about n times as much as one on
/// cores of their own, a memory nearer to the core is no slower than one farther away. What breaks that was disturbed.
/// </summary>
internal static class SurveyDoubts
{
    private const double LeastPerCycle = 0.3;
    private const double MostPerCycle = 4.2;
    private const double LeastScaling = 0.75;
    private const double MostScaling = 1.15;
    private const double LeastInner = 0.85;

    /// <summary>Instruction sets with formats, levels and <c>clock</c> that do not fit the others, with a sentence each.</summary>
    public static IReadOnlyList<(string Subject, string Sentence)> Of(HostSurvey survey)
        => [.. Rates(survey), .. Scaling(survey), .. Levels(survey)];

    private static IEnumerable<(string, string)> Rates(HostSurvey survey)
    {
        foreach (var rate in survey.Rates.Where(r => r.Threads == 1))
        {
            var perCycle = rate.Rate.Best / (2 * rate.Lanes * survey.Clock.Best);
            if (perCycle < LeastPerCycle) yield return (rate.Subject, Text($"{rate.Subject}: {perCycle:0.00} products a cycle and lane are too few"));
            else if (perCycle > MostPerCycle)
            {
                yield return ("clock", Text($"{rate.Subject}: {perCycle:0.0} products a cycle and lane are more than a core starts: the clock is too low"));
            }
        }
    }

    private static IEnumerable<(string, string)> Scaling(HostSurvey survey)
    {
        var alone = survey.Rates.Where(r => r.Threads == 1).ToDictionary(r => r.Subject, StringComparer.Ordinal);
        foreach (var rate in survey.Rates.Where(r => r.Threads > 1))
        {
            // Threads beyond the cores share them.
            var (most, least) = (rate.Threads * MostScaling, Math.Min(rate.Threads, survey.Cores) * LeastScaling);
            var times = rate.Rate.Best / alone[rate.Subject].Rate.Best;
            if (times < least || times > most) yield return (rate.Subject, Text($"{rate.Subject}: {rate.Threads} threads do {times:0.00} times what one does"));
        }
    }

    private static IEnumerable<(string, string)> Levels(HostSurvey survey)
    {
        foreach (var (inner, outer) in survey.Levels.Zip(survey.Levels.Skip(1)))
        {
            foreach (var (threads, read) in inner.Read)
            {
                if (read.Best < outer.Read[threads].Best * LeastInner) yield return (inner.Name, Text($"{inner.Name} is slower than {outer.Name} on {threads} threads"));
            }
            if (inner.Latency.Best * LeastInner > outer.Latency.Best) yield return (inner.Name, Text($"{inner.Name} takes longer than {outer.Name}"));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
