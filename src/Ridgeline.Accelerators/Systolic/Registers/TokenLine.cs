namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>
/// Registers that carry, beside the data, which element of which fold it is: what entered so many cycles ago. A bubble is <see cref="Bubble"/>.
/// </summary>
internal sealed class TokenLine
{
    public const long Bubble = -1;
    private readonly long[] _tokens;
    private int _now;

    public TokenLine(int length)
    {
        _tokens = new long[length];
        Array.Fill(_tokens, Bubble);
    }

    /// <summary>Moves all tokens on and lets one in.</summary>
    public void Enter(long token)
    {
        _now = _now == 0 ? _tokens.Length - 1 : _now - 1;
        _tokens[_now] = token;
    }

    /// <summary>What entered so many cycles ago; 0 is this cycle.</summary>
    public long Ago(int cycles)
    {
        var at = _now + cycles;
        return _tokens[at < _tokens.Length ? at : at - _tokens.Length];
    }
}
