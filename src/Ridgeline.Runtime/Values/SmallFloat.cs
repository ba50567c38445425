using Ridgeline.Graphs;

namespace Ridgeline.Runtime;

/// <summary>
/// A real number format of at most 8 bits, as the ONNX specification's page on float8 and float4 defines them: a table of 2^bits values.
/// </summary>
internal sealed class SmallFloat
{
    private static readonly SmallFloat s_e4m3fn = new(8, 3, 7, nan: 0x7f, infinity: null, unsignedZero: false);
    private static readonly SmallFloat s_e4m3fnuz = new(8, 3, 8, nan: 0x80, infinity: null, unsignedZero: true);
    private static readonly SmallFloat s_e5m2 = new(8, 2, 15, nan: 0x7f, infinity: 0x7c, unsignedZero: false);
    private static readonly SmallFloat s_e5m2fnuz = new(8, 2, 16, nan: 0x80, infinity: null, unsignedZero: true);
    private static readonly SmallFloat s_e2m1 = new(4, 1, 1, nan: null, infinity: null, unsignedZero: false);
    private static readonly SmallFloat s_e8m0 = new();

    private readonly float[] _values;

    // Positive finite values, ascending, with their codes: codes of a format ascend with its values.
    private readonly float[] _ladder;
    private readonly byte? _nan;
    private readonly byte? _infinity;
    private readonly byte _sign;
    private readonly bool _unsignedZero;
    private readonly bool _isScale;

    private SmallFloat(int bits, int fraction, int bias, byte? nan, byte? infinity, bool unsignedZero)
    {
        (_nan, _infinity, _unsignedZero, _sign) = (nan, infinity, unsignedZero, (byte)(1 << (bits - 1)));
        _values = new float[1 << bits];
        for (var code = 0; code < _sign; code++)
        {
            var (exponent, rest) = (code >> fraction, code & ((1 << fraction) - 1));
            var value = exponent == 0
                ? MathF.ScaleB(rest, 1 - bias - fraction)
                : MathF.ScaleB(rest + (1 << fraction), exponent - bias - fraction);
            if (code == nan || (infinity is { } i && code > i)) value = float.NaN;
            else if (code == infinity) value = float.PositiveInfinity;
            (_values[code], _values[code | _sign]) = (value, -value);
        }
        if (nan is { } n && unsignedZero) _values[n] = float.NaN;
        _ladder = [.. _values.Take(_sign).TakeWhile(float.IsFinite)];
    }

    // E8M0: powers of two from 2^-127 on, no sign, no zero, the last code NaN.
    private SmallFloat()
    {
        (_isScale, _nan) = (true, 0xff);
        _values = [.. Enumerable.Range(0, 256).Select(code => code == 255 ? float.NaN : MathF.ScaleB(1, code - 127))];
        _ladder = _values[..255];
    }

    /// <summary>The format of an element type, or null if it is none of these.</summary>
    public static SmallFloat? Of(ElementType element) => element switch
    {
        ElementType.Float8E4M3FN => s_e4m3fn,
        ElementType.Float8E4M3FNUZ => s_e4m3fnuz,
        ElementType.Float8E5M2 => s_e5m2,
        ElementType.Float8E5M2FNUZ => s_e5m2fnuz,
        ElementType.Float4E2M1 => s_e2m1,
        ElementType.Float8E8M0 => s_e8m0,
        _ => null,
    };

    /// <summary>The values of codes.</summary>
    public void Widen(ReadOnlySpan<byte> source, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++) target[i] = _values[source[i] & (_values.Length - 1)];
    }

    /// <summary>The codes of the nearest values; a tie goes to the even code.</summary>
    public void Narrow(ReadOnlySpan<float> source, Span<byte> target, bool saturate)
    {
        for (var i = 0; i < source.Length; i++) target[i] = Code(source[i], saturate);
    }

    /// <summary>The code of the nearest value.</summary>
    public byte Code(float value, bool saturate)
    {
        if (float.IsNaN(value)) return _nan is { } nan ? (byte)(float.IsNegative(value) && !_unsignedZero && !_isScale ? nan | _sign : nan) : (byte)0;
        var magnitude = Math.Abs(value);
        var sign = float.IsNegative(value) && !_isScale ? _sign : (byte)0;
        var last = _ladder.Length - 1;
        var at = Nearest(magnitude);
        if (at > last)
        {
            if (saturate || (_nan is null && _infinity is null)) at = last;
            else if (_infinity is { } infinity) return (byte)(infinity | sign);
            else return _unsignedZero ? _nan!.Value : (byte)(_nan!.Value | sign);
        }
        return at == 0 && _unsignedZero ? (byte)0 : (byte)(at | sign);
    }

    // One past the last rung means: beyond what rounds to the last.
    private int Nearest(float magnitude)
    {
        var last = _ladder.Length - 1;
        if (magnitude >= _ladder[last])
        {
            // The next rung, if there were one, lies as far above the last as that above its neighbour below, or twice as far at a power of two.
            var step = _isScale ? _ladder[last] : _ladder[last] - _ladder[last - 1];
            var half = _ladder[last] + (step / 2);
            return magnitude > half || (magnitude == half && (last & 1) == 1) || float.IsInfinity(magnitude) ? last + 1 : last;
        }
        var above = Array.BinarySearch(_ladder, magnitude);
        if (above >= 0) return above;
        above = ~above;
        if (above == 0) return 0;
        var (low, high) = ((double)magnitude - _ladder[above - 1], (double)_ladder[above] - magnitude);
        return low < high || (low == high && ((above - 1) & 1) == 0) ? above - 1 : above;
    }
}
