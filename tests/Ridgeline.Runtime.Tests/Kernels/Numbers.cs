using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>Seeded numbers in native memory, one float off any alignment, with a guard value behind them.</summary>
internal sealed unsafe class Numbers : IDisposable
{
    private const float Guard = 12345.678f;
    private readonly NativeBuffer _memory;
    private readonly long _count;

    public Numbers(long count, int seed = 0, double spread = 1)
    {
        _count = count;
        _memory = new((count + 18) * sizeof(float));
        var random = new Random(seed);
        for (long i = 0; i < count; i++) Pointer[i] = seed == 0 ? float.NaN : (float)(((random.NextDouble() * 2) - 1) * spread);
        for (long i = count; i < count + 17; i++) Pointer[i] = Guard;
    }

    public float* Pointer => _memory.Floats + 1;

    public Span<float> Span => new(Pointer, checked((int)_count));

    public float this[long i]
    {
        get => Pointer[i];
        set => Pointer[i] = value;
    }

    public static implicit operator float*(Numbers? numbers) => numbers is null ? null : numbers.Pointer;

    /// <summary>Fails if something was written behind the end.</summary>
    public void AssertGuard()
    {
        for (long i = _count; i < _count + 17; i++) Assert.Equal(Guard, Pointer[i]);
    }

    public void Dispose() => _memory.Dispose();
}
