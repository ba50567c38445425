using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ridgeline.Runtime.Host;

/// <summary>Measures bandwidth and latency of each level of memory.</summary>
internal sealed unsafe class MemorySurvey(int runs, double seconds, IReadOnlyCollection<int> counts, Action<string> tell)
{
    private const long MostMemory = 512L << 20;
    private const long LeastMemory = 64L << 20;

    /// <summary>Measures caches, innermost first, then main memory; or only those of some names.</summary>
    public IReadOnlyList<LevelMeasured> Run(IReadOnlySet<string>? only = null)
    {
        var caches = CacheLevels.Find();
        var threads = Environment.ProcessorCount;
        var last = caches[^1].Bytes * Math.Max(1, threads / caches[^1].SharedBy);
        var memory = Math.Clamp(last * 3, LeastMemory, MostMemory);
        var block = (byte*)NativeMemory.AlignedAlloc((nuint)memory, 4096);
        try
        {
            // Touched once, so that no page is missing later.
            WriteProbe.Run(block, memory);
            var levels = new List<LevelMeasured>();
            var inner = 0L;
            foreach (var cache in caches)
            {
                // Clearly in this level and not in the one within.
                var own = cache.Bytes / Math.Min(cache.SharedBy, threads);
                var bytes = Math.Max(inner * 2, own * 3 / 5);
                inner = own;
                if (only?.Contains($"L{cache.Level}") == false) continue;
                tell($"L{cache.Level}");
                levels.Add(Level($"L{cache.Level}", cache.Bytes, Math.Max(1, threads / cache.SharedBy), Math.Min(cache.SharedBy, threads), cache.Source, block,
                    Math.Min(bytes, cache.Bytes * 4 / 5), memory, share: false));
            }
            if (only?.Contains("DRAM") == false) return levels;
            tell("DRAM");
            var size = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
            levels.Add(Level("DRAM", size, 1, threads, "what the system gives this process", block, memory, memory, share: true));
            return levels;
        }
        finally
        {
            NativeMemory.AlignedFree(block);
        }
    }

    // Each thread has a block of its own, or a part of one.
    private LevelMeasured Level(string name, long size, int instances, int sharedBy, string source, byte* block, long bytes, long whole, bool share)
    {
        var (read, write) = (new SortedDictionary<int, Measured>(), new SortedDictionary<int, Measured>());
        foreach (var count in counts)
        {
            var each = Round(share ? bytes / count : Math.Min(bytes, whole / count));
            read[count] = Rate(count, each, block, ReadProbe.Run);
            write[count] = Rate(count, each, block, WriteProbe.Run);
        }
        return new(name, size, instances, sharedBy, source, read, write, Latency(block, Round(bytes)));
    }

    private Measured Rate(int count, long each, byte* block, Probe probe)
    {
        long passes = 1;
        while (each * passes < 1 << 18) passes++;
        // The first run is compiled in.
        Time(1, each, passes, block, probe);
        while (Time(1, each, passes, block, probe) is var once && once < seconds)
        {
            passes = Math.Max(passes + 1, (long)(passes * Math.Clamp(seconds * 1.2 / Math.Max(once, 1e-9), 1.1, 16)));
        }
        return Measured.OfRates([.. Enumerable.Range(0, runs).Select(_ => (double)count * each * passes / Time(count, each, passes, block, probe))]);
    }

    private static double Time(int count, long each, long passes, byte* block, Probe probe)
        => Crew.Time(count, i => Passes(block + (i * each), each, passes, probe));

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Passes(byte* block, long bytes, long passes, Probe probe)
    {
        for (var pass = 0L; pass < passes; pass++) probe(block, bytes);
    }

    private Measured Latency(byte* block, long bytes)
    {
        ChaseProbe.Prepare(block, bytes, seed: 1);
        var steps = Math.Min(bytes / 64 * 4, 1 << 17) / 8 * 8;
        ChaseProbe.Run(block, bytes <= 1 << 24 ? bytes / 64 / 8 * 8 : 8);
        return Measured.OfTimes([.. Enumerable.Range(0, runs).Select(_ => Crew.Time(1, _ => ChaseProbe.Run(block, steps)) / steps)]);
    }

    private static long Round(long bytes) => Math.Max(ReadProbe.Step * 4, bytes / (ReadProbe.Step * 4) * (ReadProbe.Step * 4));

    private delegate double Probe(byte* block, long bytes);
}
