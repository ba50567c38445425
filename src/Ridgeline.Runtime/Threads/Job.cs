using System.Runtime.ExceptionServices;

namespace Ridgeline.Runtime.Threads;

/// <summary>A place for one call of <see cref="WorkerPool.Run"/>: who helps, what is left, what went wrong. Reused for ever.</summary>
internal sealed unsafe class Job : IDisposable
{
    private const int SpinsBeforeYield = 2000;
    private const int YieldsBeforeSleep = 200;

    private readonly SemaphoreSlim _done = new(0);
    private void* _work;
    private delegate*<void*, int, int, void> _body;
    private int _chunks;
    private int _next;
    private int _helpers;
    private int _open;
    private int _taken;
    private int _callerSleeps;
    private Exception? _failure;

    /// <summary>Whether there may be chunks that nobody has claimed.</summary>
    public bool HasWork => Volatile.Read(ref _open) != 0 && Volatile.Read(ref _next) < Volatile.Read(ref _chunks);

    /// <summary>Takes the place for a caller, if it is free.</summary>
    public bool TryTake() => Volatile.Read(ref _taken) == 0 && Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

    /// <summary>Opens the job for helpers.</summary>
    public void Open(void* work, delegate*<void*, int, int, void> body, int chunks)
    {
        _work = work;
        _body = body;
        _failure = null;
        _next = 0;
        _chunks = chunks;
        Interlocked.Exchange(ref _open, 1);
    }

    /// <summary>Claims and runs chunks as a helper; false if the job was over before it could begin.</summary>
    public bool Help(int worker)
    {
        // Announce first, look afterwards: the caller closes first and counts helpers afterwards, so one of the two sees the other.
        Interlocked.Increment(ref _helpers);
        var helped = HasWork;
        if (helped) Claim(worker);
        if (Interlocked.Decrement(ref _helpers) == 0 && Volatile.Read(ref _callerSleeps) != 0 && Interlocked.Exchange(ref _callerSleeps, 0) != 0) _done.Release();
        return helped;
    }

    /// <summary>Runs chunks as the caller, waits for the helpers' last ones, frees the place and throws what a chunk threw.</summary>
    public void Finish()
    {
        Claim(0);
        Interlocked.Exchange(ref _open, 0);
        Await();
        var failure = _failure;
        _failure = null;
        Volatile.Write(ref _taken, 0);
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
    }

    /// <inheritdoc/>
    public void Dispose() => _done.Dispose();

    private void Claim(int worker)
    {
        // One counter, claimed chunk by chunk: a thread that loses its core delays its own chunk only.
        for (int chunk; (chunk = Interlocked.Increment(ref _next) - 1) < _chunks;)
        {
            try
            {
                _body(_work, chunk, worker);
            }
#pragma warning disable CA1031 // Whatever a chunk throws belongs to the caller of Run.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Interlocked.CompareExchange(ref _failure, failure, null);
                Volatile.Write(ref _next, _chunks);
            }
        }
    }

    private void Await()
    {
        for (var spin = 0; Volatile.Read(ref _helpers) != 0; spin++)
        {
            if (spin < SpinsBeforeYield) Thread.SpinWait(1);
            else if (spin < SpinsBeforeYield + YieldsBeforeSleep) Thread.Yield();
            else
            {
                Interlocked.Exchange(ref _callerSleeps, 1);
                if (Volatile.Read(ref _helpers) == 0 && Interlocked.Exchange(ref _callerSleeps, 0) != 0) return;
                _done.Wait();
            }
        }
    }
}
