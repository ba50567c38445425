namespace Ridgeline.Runtime.Bench;

/// <summary>Runs scenarios on workers: functions that run one sample each and may run at the same time.</summary>
public sealed class ScenarioRunner
{
    private readonly IReadOnlyList<Action> _workers;
    private readonly IBenchClock _clock;

    /// <summary>A runner.</summary>
    /// <param name="workers">One a thread that requests can be run on.</param>
    public ScenarioRunner(IReadOnlyList<Action> workers)
        : this(workers, new RealClock())
    {
    }

    internal ScenarioRunner(IReadOnlyList<Action> workers, IBenchClock clock) => (_workers, _clock) = (workers, clock);

    /// <summary>Runs without taking time, so that caches and the compiler are ready.</summary>
    /// <param name="seconds">For how long at least; every worker runs three times in any case.</param>
    public void WarmUp(double seconds)
    {
        var end = _clock.Now + seconds;
        for (var i = 0; i < 3 || _clock.Now < end; i++) OnAll(worker => worker());
    }

    /// <summary>Runs a scenario.</summary>
    public ScenarioResult Run(ScenarioOptions options) => options.Scenario switch
    {
        Scenario.SingleStream => Stream(options, samples: 1),
        Scenario.MultiStream => Stream(options, options.SamplesPerRequest),
        Scenario.Offline => Offline(options),
        _ => options.Rate is { } rate ? Server(options, rate) : Search(options),
    };

    private ScenarioResult Stream(ScenarioOptions options, int samples)
    {
        var latencies = new List<double>();
        var start = _clock.Now;
        while (Goes(options, latencies.Count, start))
        {
            var begin = _clock.Now;
            if (samples == 1) _workers[0]();
            else Share(samples);
            latencies.Add(_clock.Now - begin);
        }
        return new(options.Scenario, new(latencies), (long)latencies.Count * samples, _clock.Now - start);
    }

    private ScenarioResult Offline(ScenarioOptions options)
    {
        var begin = _clock.Now;
        _workers[0]();
        var once = Math.Max(_clock.Now - begin, 1e-7);
        var samples = (int)Math.Clamp(options.Seconds / once * _workers.Count, options.LeastRequests, options.MostRequests);
        var ends = new double[samples];
        var start = _clock.Now;
        Share(samples, i => ends[i] = _clock.Now - start);
        return new(options.Scenario, new(ends), samples, ends.Max());
    }

    // Whoever is free takes the next request and waits for it if it has not come yet: first come, first served.
    private ScenarioResult Server(ScenarioOptions options, double rate)
    {
        var arrivals = Arrivals(options, rate);
        var latencies = new double[arrivals.Length];
        var start = _clock.Now;
        var next = -1;
        OnAll(worker =>
        {
            while (Interlocked.Increment(ref next) is var i && i < arrivals.Length)
            {
                _clock.WaitUntil(start + arrivals[i]);
                worker();
                latencies[i] = _clock.Now - start - arrivals[i];
            }
        });
        var statistics = new RunStatistics(latencies);
        return new(Scenario.Server, statistics, arrivals.Length, _clock.Now - start) { Rate = rate, KeepsBound = statistics.At(options.Share) <= options.Latency };
    }

    // From what is possible at all downwards, then nearer from both sides.
    private ScenarioResult Search(ScenarioOptions options)
    {
        var (low, high) = (0.0, Offline(options with { Seconds = options.Seconds / 2 }).Throughput);
        ScenarioResult? best = null, last = null;
        for (var step = 0; step < 8; step++)
        {
            var rate = low + ((high - low) * (step == 0 ? 0.9 : 0.5));
            last = Server(options, rate);
            if (last.KeepsBound == true) (low, best) = (rate, last);
            else high = rate;
        }
        return best ?? last!;
    }

    private static double[] Arrivals(ScenarioOptions options, double rate)
    {
        var random = new Execution.RandomSource(options.Seed);
        var count = (int)Math.Clamp(rate * options.Seconds, options.LeastRequests, options.MostRequests);
        var arrivals = new double[count];
        var at = 0.0;
        // Gaps between the events of a Poisson process are exponential.
        for (var i = 0; i < count; i++) arrivals[i] = at += -Math.Log(1 - random.Uniform()) / rate;
        return arrivals;
    }

    private bool Goes(ScenarioOptions options, int done, double start)
        => done < options.MostRequests && (done < options.LeastRequests || _clock.Now - start < options.Seconds);

    private void Share(int samples, Action<int>? ended = null)
    {
        var next = -1;
        OnAll(worker =>
        {
            while (Interlocked.Increment(ref next) is var i && i < samples)
            {
                worker();
                ended?.Invoke(i);
            }
        });
    }

    private void OnAll(Action<Action> work)
    {
        if (_workers.Count == 1) work(_workers[0]);
        else Task.WaitAll([.. _workers.Select(w => Task.Factory.StartNew(() => work(w), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))]);
    }
}
