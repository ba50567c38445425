using System.Diagnostics;

namespace Ridgeline.Runtime.Threads;

/// <summary>One thread of a pool: looks for jobs, spins for a bounded time, then parks.</summary>
internal sealed class Worker : IDisposable
{
    private readonly WorkerPool _pool;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread _thread;
    private readonly int _number;
    private int _parked;

    public Worker(WorkerPool pool, int number)
    {
        _pool = pool;
        _number = number;
        _thread = new(Loop) { IsBackground = true, Name = $"ridgeline worker {number}" };
        _thread.Start();
    }

    /// <summary>Wakes the thread if it is parked.</summary>
    public void Wake()
    {
        if (Volatile.Read(ref _parked) == 0 || Interlocked.Exchange(ref _parked, 0) == 0) return;
        _wake.Release();
    }

    /// <summary>Waits for the thread to end; the pool is stopping.</summary>
    public void Dispose()
    {
        Wake();
        _thread.Join();
        _wake.Dispose();
    }

    private void Loop()
    {
        var idleSince = Stopwatch.GetTimestamp();
        while (!_pool.Stopping)
        {
            if (_pool.HelpOnce(_number))
            {
                idleSince = Stopwatch.GetTimestamp();
                continue;
            }
            Thread.SpinWait(8);
            if (Stopwatch.GetTimestamp() - idleSince < _pool.SpinTicks) continue;
            Park();
            idleSince = Stopwatch.GetTimestamp();
        }
    }

    private void Park()
    {
        Interlocked.Exchange(ref _parked, 1);
        // A job may have been opened between the last look and the mark.
        if ((_pool.HasWork || _pool.Stopping) && Interlocked.Exchange(ref _parked, 0) != 0) return;
        _wake.Wait();
    }
}
