using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Threads;

public sealed unsafe class WorkerPoolTests
{
    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 1000)]
    [InlineData(4, 3)]
    [InlineData(5, 997)]
    public void Each_chunk_runs_once(int threads, int chunks)
    {
        using var pool = new WorkerPool(threads);
        for (var repeat = 0; repeat < 50; repeat++)
        {
            var counts = new int[chunks];
            pool.Run(chunks, new Counting(counts, threads));
            Assert.All(counts, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void No_two_chunks_share_a_worker_number_at_once()
    {
        using var pool = new WorkerPool(4);
        var busy = new int[4];
        for (var repeat = 0; repeat < 100; repeat++) pool.Run(64, new Exclusive(busy));
    }

    [Fact]
    public void Many_callers_share_a_pool_and_chunks_may_call_it()
    {
        using var pool = new WorkerPool(3);
        var totals = new long[24];
        var callers = Enumerable.Range(0, totals.Length).Select(i => new Thread(() =>
        {
            for (var repeat = 0; repeat < 100; repeat++)
            {
                var total = new long[1];
                pool.Run(10, new Nested(pool, total));
                totals[i] += total[0];
            }
        })).ToList();
        callers.ForEach(c => c.Start());
        callers.ForEach(c => c.Join());
        Assert.All(totals, t => Assert.Equal(100 * 10 * 45, t));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_a_chunk_throws_reaches_the_caller_and_the_pool_lives_on(int threads)
    {
        using var pool = new WorkerPool(threads);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Assert.Equal("chunk 5", Assert.Throws<InvalidOperationException>(() => pool.Run(40, new Failing())).Message);
            var counts = new int[100];
            pool.Run(100, new Counting(counts, threads));
            Assert.All(counts, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void Sleeping_threads_wake()
    {
        using var pool = new WorkerPool(2, TimeSpan.Zero);
        for (var repeat = 0; repeat < 20; repeat++)
        {
            Thread.Sleep(2);
            var seen = new int[64];
            pool.Run(64, new Counting(seen, 2));
            Assert.All(seen, c => Assert.Equal(1, c));
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        using var pool = new WorkerPool(2);
        var counts = new int[100];
        pool.Run(100, new Counting(counts, 2));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var repeat = 0; repeat < 1000; repeat++) pool.Run(100, new Counting(counts, 2));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void There_is_at_least_one_thread() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerPool(0));

    private readonly struct Counting(int[] counts, int threads) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            if ((uint)worker >= (uint)threads) throw new InvalidOperationException("no such worker");
            Interlocked.Increment(ref counts[chunk]);
        }
    }

    private readonly struct Exclusive(int[] busy) : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            if (Interlocked.Increment(ref busy[worker]) != 1) throw new InvalidOperationException("two at once");
            Thread.SpinWait(50);
            Interlocked.Decrement(ref busy[worker]);
        }
    }

    private readonly struct Nested(WorkerPool pool, long[] total) : IChunkedWork
    {
        public void Run(int chunk, int worker) => pool.Run(10, new Adding(total));
    }

    private readonly struct Adding(long[] total) : IChunkedWork
    {
        public void Run(int chunk, int worker) => Interlocked.Add(ref total[0], chunk);
    }

    private readonly struct Failing : IChunkedWork
    {
        public void Run(int chunk, int worker)
        {
            if (chunk == 5) throw new InvalidOperationException("chunk 5");
        }
    }
}
