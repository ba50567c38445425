using Ridgeline.Runtime.Execution;

namespace Ridgeline.Runtime.Host;

/// <summary>Draws sizes from a seed, so that no one chose them: equal factors are equally likely.</summary>
internal sealed class ShapeDraw(ulong seed)
{
    private readonly RandomSource _random = new(seed);

    /// <summary>A size between two bounds, both included, and a multiple of <paramref name="of"/>.</summary>
    public long Size(long least, long most, long of = 1)
    {
        var drawn = least * Math.Pow((double)most / least, _random.Uniform());
        return Math.Clamp((long)Math.Round(drawn / of) * of, Math.Max(of, least), most);
    }

    /// <summary>One of several.</summary>
    public T One<T>(params ReadOnlySpan<T> of) => of[(int)(_random.Next() % (ulong)of.Length)];

    /// <summary>Draws until a size lies within bounds.</summary>
    public T Until<T>(Func<ShapeDraw, T> draw, Func<T, bool> fits)
    {
        while (true)
        {
            if (draw(this) is var drawn && fits(drawn)) return drawn;
        }
    }
}
