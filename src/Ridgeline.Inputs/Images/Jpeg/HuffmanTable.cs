namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>A prefix code (ITU-T T.81, annex C): codes of one length are consecutive numbers.</summary>
internal sealed class HuffmanTable
{
    private const int LongestCode = 16;

    // By length: the first code, one past the last, and where their values begin.
    private readonly int[] _first = new int[LongestCode + 1];
    private readonly int[] _end = new int[LongestCode + 1];
    private readonly int[] _start = new int[LongestCode + 1];
    private readonly byte[] _values;

    /// <param name="counts">How many codes there are of each length from 1 to 16.</param>
    /// <param name="values">Their values.</param>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> values)
    {
        _values = values.ToArray();
        var (code, start) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            (_first[length], _start[length]) = (code, start);
            code += counts[length - 1];
            start += counts[length - 1];
            _end[length] = code;
            if (code > 1 << length) throw new InputProblem("INPUT103", "the picture is damaged: a Huffman table has more codes than there can be");
            code <<= 1;
        }
    }

    /// <summary>The value of the next code.</summary>
    public int Next(BitSource bits)
    {
        var code = 0;
        for (var length = 1; length <= LongestCode; length++)
        {
            code = (code << 1) | bits.Bit();
            if (code < _end[length] && code >= _first[length]) return _values[_start[length] + code - _first[length]];
        }
        throw new InputProblem("INPUT103", "the picture is damaged: a code that its tables do not have");
    }
}
