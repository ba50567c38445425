using System.Runtime.CompilerServices;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// Walks over the places of a broadcast, run by run: in each run an operand either moves on element by element (<c>Step</c> 1) or stands still (0).
/// Neighbouring dimensions that behave alike are one. Allocates nothing.
/// </summary>
internal ref struct BroadcastWalk
{
    /// <summary>The most operands.</summary>
    public const int Operands = 3;

    private const int MostDims = 16;

    private Sizes _dims;
    private Sizes _counter;
    private Strides _strides;
    private Offsets _offsets;
    private int _rank;
    private bool _started;

    /// <summary>Elements of one run.</summary>
    public long Length { get; private set; }

    /// <summary>Where the run begins in the output.</summary>
    public long Place { get; private set; }

    /// <summary>Begins a walk over an output's dimensions.</summary>
    /// <param name="dims">The output's dimensions.</param>
    /// <param name="a">An operand's dimensions.</param>
    /// <param name="b">Another's.</param>
    /// <param name="c">A third's.</param>
    public BroadcastWalk(ReadOnlySpan<long> dims, ReadOnlySpan<long> a, ReadOnlySpan<long> b, ReadOnlySpan<long> c = default)
    {
        if (dims.Length > MostDims) throw new OperatorException($"{dims.Length} dimensions are more than {MostDims}");
        Span<long> strides = stackalloc long[Operands * MostDims];
        Stride(dims, a, strides[..MostDims]);
        Stride(dims, b, strides[MostDims..(2 * MostDims)]);
        Stride(dims, c, strides[(2 * MostDims)..]);
        Collapse(dims, strides);
        Length = _rank == 0 ? 1 : _dims[_rank - 1];
        for (var i = 0; i < dims.Length; i++) if (dims[i] == 0) Length = 0;
        Place = -Length;
    }

    /// <summary>How far an operand moves with each element of a run: 1 or 0.</summary>
    public readonly long Step(int operand) => _rank == 0 ? 0 : _strides[(operand * MostDims) + _rank - 1];

    /// <summary>Where the run begins in an operand.</summary>
    public readonly long Offset(int operand) => _offsets[operand];

    /// <summary>Goes to the next run; false at the end.</summary>
    public bool Next()
    {
        if (Length == 0) return false;
        Place += Length;
        if (!_started) return _started = true;
        for (var d = _rank - 2; d >= 0; d--)
        {
            for (var o = 0; o < Operands; o++) _offsets[o] += _strides[(o * MostDims) + d];
            if (++_counter[d] < _dims[d]) return true;
            _counter[d] = 0;
            for (var o = 0; o < Operands; o++) _offsets[o] -= _strides[(o * MostDims) + d] * _dims[d];
        }
        return false;
    }

    private static void Stride(ReadOnlySpan<long> dims, ReadOnlySpan<long> operand, Span<long> strides)
    {
        var stride = 1L;
        var missing = dims.Length - operand.Length;
        for (var i = dims.Length - 1; i >= 0; i--)
        {
            var own = i >= missing ? operand[i - missing] : 1;
            if (own != 1 && own != dims[i]) throw new OperatorException($"{string.Join('x', operand.ToArray())} does not broadcast to {string.Join('x', dims.ToArray())}");
            strides[i] = own == 1 ? 0 : stride;
            stride *= own;
        }
    }

    private void Collapse(ReadOnlySpan<long> dims, scoped ReadOnlySpan<long> strides)
    {
        for (var i = 0; i < dims.Length; i++)
        {
            if (dims[i] == 1) continue;
            var joins = _rank > 0;
            for (var o = 0; o < Operands; o++) joins = joins && _strides[(o * MostDims) + _rank - 1] == strides[(o * MostDims) + i] * dims[i];
            if (!joins) _rank++;
            _dims[_rank - 1] = joins ? _dims[_rank - 1] * dims[i] : dims[i];
            for (var o = 0; o < Operands; o++) _strides[(o * MostDims) + _rank - 1] = strides[(o * MostDims) + i];
        }
    }

    [InlineArray(MostDims)]
    private struct Sizes
    {
        private long _first;
    }

    [InlineArray(Operands * MostDims)]
    private struct Strides
    {
        private long _first;
    }

    [InlineArray(Operands)]
    private struct Offsets
    {
        private long _first;
    }
}
