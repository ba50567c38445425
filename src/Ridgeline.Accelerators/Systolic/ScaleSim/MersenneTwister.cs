using System.Numerics;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The generator MT19937 (Matsumoto and Nishimura, ACM TOMACS 8(1), 1998) with the seeding of 2002, and numbers of a range as <c>numpy.random.randint</c> draws them
/// after <c>numpy.random.seed</c>: as many low bits as the range needs, again and again until they are in it.
/// </summary>
internal sealed class MersenneTwister
{
    private const int Length = 624;
    private const int Shift = 397;
    private readonly uint[] _state = new uint[Length];
    private int _next = Length;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (var i = 1u; i < Length; i++) _state[i] = unchecked((1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + i);
    }

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_next == Length) Twist();
        var y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680u;
        y ^= (y << 15) & 0xEFC60000u;
        return y ^ (y >> 18);
    }

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/>, both included.</summary>
    public int Next(int low, int high)
    {
        var range = (uint)(high - low);
        if (range == 0) return low;
        var mask = BitOperations.RoundUpToPowerOf2(range + 1) - 1;
        uint drawn;
        do drawn = Next() & mask;
        while (drawn > range);
        return low + (int)drawn;
    }

    private void Twist()
    {
        for (var i = 0; i < Length; i++)
        {
            var y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Length] & 0x7FFFFFFFu);
            _state[i] = _state[(i + Shift) % Length] ^ (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DFu);
        }
        _next = 0;
    }
}
