namespace Ridgeline.Runtime.Host;

/// <summary>Measures this machine: arithmetic, memory, threads.</summary>
/// <param name="isQuick">Whether to be done within three seconds; else each measurement is repeated until it is steady.</param>
/// <param name="tell">Hears what is being measured.</param>
public sealed class HostSurveyor(bool isQuick, Action<string>? tell = null)
{
    // Shorter than the time that a busy system gives a thread before another one's turn, so that some runs are whole.
    private const double RunSeconds = 0.0015;
    private const int WarmRounds = 2000;
    private readonly int _runs = isQuick ? 15 : 100;

    /// <summary>Measures everything.</summary>
    public HostSurvey Run()
    {
        var threads = Environment.ProcessorCount;
        var counts = isQuick ? new SortedSet<int> { 1, threads } : [.. Enumerable.Range(1, Math.Min(threads, 8)), threads];
        Tell("clock");
        var clock = Rate(rounds => ClockProbe.Run(rounds, 3, 5), ClockProbe.CyclesPerRound);
        var rates = Rates(counts);
        Tell("exponentials");
        var exponentials = Rate(rounds => ExponentialProbe.Run(rounds), ExponentialProbe.PerRound);
        var levels = new MemorySurvey(_runs, RunSeconds, counts, Tell).Run();
        Tell("threads");
        return new()
        {
            Processor = ProcessorName.Find(), Threads = threads, Cores = Math.Max(1, threads / CacheLevels.ThreadsOfCore()), Clock = clock,
                Rates = rates, Exponentials = exponentials, Levels = levels, Handoff = Handoff(threads), Step = Step(),
            IsQuick = isQuick,
        };
    }

    private List<RateMeasured> Rates(IEnumerable<int> counts)
    {
        var rates = new List<RateMeasured>();
        foreach (var probe in ComputeProbes.Supported())
        {
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
        var rounds = 64L;
        while (Crew.Time(1, _ => run(rounds)) is var seconds && seconds < RunSeconds)
        {
            rounds = Math.Max(rounds + 1, (long)(rounds * Math.Clamp(RunSeconds * 1.2 / Math.Max(seconds, 1e-9), 1.1, 16)));
        }
        return rounds;
    }

    private void Tell(string what) => tell?.Invoke(what);
}
