using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The half-memory of CALC mode: addresses are kept until so many different ones are there, then all of them are forgotten at once. An epoch lasts from
/// one forgetting to the next; main memory is read once for each address of each epoch.
/// </summary>
/// <param name="size">All addresses are below it.</param>
/// <param name="capacity">Different addresses of an epoch.</param>
internal struct EpochVisitor(int size, long capacity) : IDemandVisitor
{
    private readonly ulong[] _held = new ulong[(size + 63L) / 64];
    private readonly List<int> _addresses = [];

    /// <summary>The rows of the run in which an epoch ended.</summary>
    public List<long> Ends { get; } = [];

    /// <summary>Addresses of the epoch that is not over.</summary>
    public readonly int Held => _addresses.Count;

    public readonly int Changes => Ends.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Visit(int address, long row)
    {
        ref var word = ref _held[address >> 6];
        var bit = 1UL << address;
        if ((word & bit) == 0) Add(ref word, bit, address, row);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly void Add(ref ulong word, ulong bit, int address, long row)
    {
        word |= bit;
        _addresses.Add(address);
        if (_addresses.Count < capacity) return;
        foreach (var held in _addresses) _held[held >> 6] = 0;
        _addresses.Clear();
        Ends.Add(row);
    }
}
