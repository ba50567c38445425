using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Threads;

/// <summary>
/// Threads that stay. A call is cut into chunks, and whoever is free claims the next one: the caller, who never waits for a thread to arrive, and
/// the pool's threads. Many callers may use one pool at once.
/// </summary>
/// <remarks>
/// A static split with a barrier waits for the slowest core; on a shared machine that is a core somebody else took (measured: 0.07 to 8 ms).
/// What a chunk computes must not depend on who runs it: then results do not depend on the number of threads.
/// </remarks>
public sealed unsafe class WorkerPool : IDisposable
{
    private const int JobPlaces = 16;
    private static readonly TimeSpan s_spin = TimeSpan.FromMicroseconds(200);

    private readonly Job[] _jobs = new Job[JobPlaces];
    private readonly Worker[] _workers;
    private int _openJobs;
    private volatile bool _stopping;

    /// <summary>Starts <paramref name="threads"/> - 1 threads; the caller of a run is the last one.</summary>
    /// <param name="threads">How many threads work on one call, at least 1.</param>
    /// <param name="spin">How long an idle thread spins before it sleeps; 200 µs if not given, which bridges the serial parts between two kernels.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one thread.</exception>
    public WorkerPool(int threads, TimeSpan? spin = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
        SpinTicks = (long)((spin ?? s_spin).TotalSeconds * Stopwatch.Frequency);
        for (var i = 0; i < _jobs.Length; i++) _jobs[i] = new();
        _workers = new Worker[threads - 1];
        for (var i = 0; i < _workers.Length; i++) _workers[i] = new(this, i + 1);
    }

    /// <summary>How many threads work on one call, the caller included.</summary>
    public int Threads { get; }

    internal long SpinTicks { get; }

    internal bool Stopping => _stopping;

    internal bool HasWork
    {
        get
        {
            if (Volatile.Read(ref _openJobs) == 0) return false;
            foreach (var job in _jobs)
            {
                if (job.HasWork) return true;
            }
            return false;
        }
    }

    /// <summary>Stops the threads. Nothing may be running.</summary>
    public void Dispose()
    {
        if (_stopping) return;
        _stopping = true;
        foreach (var worker in _workers) worker.Dispose();
        foreach (var job in _jobs) job.Dispose();
    }

    /// <summary>Runs all chunks and returns when they are done. Allocates nothing. A chunk may itself call this.</summary>
    /// <exception cref="Exception">What the first failing chunk threw; chunks that had not begun are left out then.</exception>
    internal void Run<TWork>(int chunks, TWork work)
        where TWork : struct, IChunkedWork
    {
        var job = chunks > 1 && _workers.Length > 0 ? TakeJob() : null;
        if (job is null)
        {
            // Alone: nothing to share, or more callers than places.
            for (var chunk = 0; chunk < chunks; chunk++) work.Run(chunk, 0);
            return;
        }
        // The parameter lies in this frame, which outlives all chunks.
        job.Open(Unsafe.AsPointer(ref work), &RunChunk<TWork>, chunks);
        Interlocked.Increment(ref _openJobs);
        WakeUp(chunks - 1);
        try
        {
            job.Finish();
        }
        finally
        {
            Interlocked.Decrement(ref _openJobs);
        }
    }

    internal bool HelpOnce(int worker)
    {
        if (Volatile.Read(ref _openJobs) == 0) return false;
        foreach (var job in _jobs)
        {
            if (job.HasWork && job.Help(worker)) return true;
        }
        return false;
    }

    private static void RunChunk<TWork>(void* work, int chunk, int worker)
        where TWork : struct, IChunkedWork => Unsafe.AsRef<TWork>(work).Run(chunk, worker);

    private Job? TakeJob()
    {
        foreach (var job in _jobs)
        {
            if (job.TryTake()) return job;
        }
        return null;
    }

    private void WakeUp(int useful)
    {
        foreach (var worker in _workers)
        {
            if (useful <= 0) return;
            worker.Wake();
            useful--;
        }
    }
}
