using System.Diagnostics;

namespace Ridgeline.Runtime.Host;

/// <summary>Measures this machine: arithmetic, memory, threads. What does not fit together is measured again.</summary>
/// <param name="isQuick">Whether to be done within three seconds; else each measurement is repeated until it is steady.</param>
/// <param name="threads">Numbers of threads to measure beside one and all.</param>
/// <param name="tell">Hears what is being measured.</param>
public sealed class HostSurveyor(bool isQuick, IReadOnlyCollection<int>? threads = null, Action<string>? tell = null)
{
    // Shorter than the time that a busy system gives a thread before another one's turn, so that some runs are whole.
    private const double RunSeconds = 0.0015;
    private const int WarmRounds = 2000;
    private const double WarmSeconds = 0.3;
    private const double QuickSeconds = 2;
    private readonly int _runs = isQuick ? 15 : 100;
    private readonly int _rounds = isQuick ? 2 : 4;

    /// <summary>Measures everything.</summary>
    public HostSurvey Run()
    {
        var start = Stopwatch.GetTimestamp();
        var all = Environment.ProcessorCount;
        var counts = new SortedSet<int>([1, all, .. threads ?? [], .. Enumerable.Range(1, isQuick ? 1 : Math.Min(all, 8))]);
        Tell("clock");
        var clock = Clock();
        var rates = Rates(counts, null);
        Tell("exponentials");
        // Until the compiler has exchanged the kernel for its best.
        Crew.Time(1, _ => Until(WarmSeconds, () => ExponentialProbe.Run(1)));
        var exponentials = Rate(rounds => ExponentialProbe.Run(rounds), ExponentialProbe.PerRound);
        var memory = new MemorySurvey(_runs, RunSeconds, counts, Tell);
        var levels = memory.Run();
        Tell("threads");
        var survey = new HostSurvey
        {
            Processor = ProcessorName.Find(), Threads = all, Cores = Math.Max(1, all / CacheLevels.ThreadsOfCore()), Clock = clock,
            Rates = rates, Exponentials = exponentials, Levels = levels, Handoff = Handoff(all), Step = Step(), IsQuick = isQuick,
        };
        for (var round = 0; round < _rounds && SurveyDoubts.Of(survey) is { Count: > 0 } doubts; round++)
        {
            if (isQuick && Stopwatch.GetElapsedTime(start).TotalSeconds > QuickSeconds) break;
            survey = Again(survey, doubts.Select(d => d.Subject).ToHashSet(StringComparer.Ordinal), counts, memory);
        }
        return survey with { Doubts = [.. SurveyDoubts.Of(survey).Select(d => d.Sentence)] };
    }

    private HostSurvey Again(HostSurvey survey, HashSet<string> subjects, IReadOnlyCollection<int> counts, MemorySurvey memory)
    {
        var rates = Rates(counts, subjects).ToDictionary(r => (r.Subject, r.Threads));
        var levels = subjects.Overlaps(survey.Levels.Select(l => l.Name)) ? memory.Run(subjects).ToDictionary(l => l.Name, StringComparer.Ordinal) : [];
        return survey with
        {
            Clock = Measured.Higher(survey.Clock, Clock()),
            Rates = [.. survey.Rates.Select(r => rates.TryGetValue((r.Subject, r.Threads), out var again) ? r with { Rate = Measured.Higher(r.Rate, again.Rate) } : r)],
            Levels = [.. survey.Levels.Select(l => levels.TryGetValue(l.Name, out var again) ? l.Better(again) : l)],
        };
    }

    private static void Until(double seconds, Action work)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start).TotalSeconds < seconds;) work();
    }

    private Measured Clock() => Rate(rounds => ClockProbe.Run(rounds, 3, 5), ClockProbe.CyclesPerRound);

    private List<RateMeasured> Rates(IReadOnlyCollection<int> counts, HashSet<string>? only)
    {
        var rates = new List<RateMeasured>();
        foreach (var probe in ComputeProbes.Supported())
        {
            if (only?.Contains($"{probe.InstructionSet} {probe.Format}") == false) continue;
            Tell($"{probe.InstructionSet} {probe.Format}");
            var rounds = RoundsFor(r => probe.Run(r));
            foreach (var count in counts)
            {
                var seen = Enumerable.Range(0, _runs).Select(_ => (double)count * rounds * probe.OperationsPerRound / Crew.Time(count, _ => probe.Run(rounds))).ToList();
                rates.Add(new(probe.InstructionSet, probe.Format, probe.Lanes, count, Measured.OfRates(seen)));
            }
        }
        return rates;
    }

    private Measured Rate(Action<long> run, double perRound)
    {
        var rounds = RoundsFor(run);
        return Measured.OfRates([.. Enumerable.Range(0, _runs).Select(_ => rounds * perRound / Crew.Time(1, _ => run(rounds)))]);
    }

    private Measured Step()
    {
        using var probe = new StepProbe();
        // Until the compiler has exchanged all of the path that a step takes.
        for (var i = 0; i < WarmRounds; i++) probe.Run(1);
        var rounds = RoundsFor(probe.Run);
        return Measured.OfTimes([.. Enumerable.Range(0, _runs).Select(_ => Crew.Time(1, _ => probe.Run(rounds)) / rounds / StepProbe.PerRound)]);
    }

    // One thread hands nothing over: what is left is less than the clock can tell.
    private Measured Handoff(int threads)
    {
        const int rounds = 100;
        return threads == 1 ? new(1e-7, 1e-7, 1e-7, 0)
            : Measured.OfTimes([.. Enumerable.Range(0, _runs).Select(_ => Crew.Time(1, _ => HandoffProbe.Run(rounds)) / rounds)]);
    }

    private static long RoundsFor(Action<long> run)
    {
        // The first run is compiled in: taken for a slow one, it would leave all others so short that starting threads is what they measure.
        run(1);
        var rounds = 64L;
        while (Math.Min(Crew.Time(1, _ => run(rounds)), Crew.Time(1, _ => run(rounds))) is var seconds && seconds < RunSeconds)
        {
            rounds = Math.Max(rounds + 1, (long)(rounds * Math.Clamp(RunSeconds * 1.2 / Math.Max(seconds, 1e-9), 1.1, 16)));
        }
        return rounds;
    }

    private void Tell(string what) => tell?.Invoke(what);
}
