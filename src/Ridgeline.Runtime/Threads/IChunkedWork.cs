namespace Ridgeline.Runtime.Threads;

/// <summary>Work that falls into chunks which may run in any order and at the same time.</summary>
/// <remarks>A struct, so that the pool runs it without allocating. It lives in the caller's frame until all chunks are done.</remarks>
internal interface IChunkedWork
{
    /// <summary>Runs one chunk.</summary>
    /// <param name="chunk">0 to the number of chunks - 1; each is run exactly once.</param>
    /// <param name="worker">0 to <see cref="WorkerPool.Threads"/> - 1; no two chunks of one call run under the same number at once, so it selects scratch memory.</param>
    void Run(int chunk, int worker);
}
