using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.LoopNests.Analysis;

/// <summary>How one tensor lies over the instances that one memory feeds: who holds the same words, and who could pass them on to a neighbour.</summary>
internal sealed class SpatialSpread(NestFrame frame, TensorShape shape)
{
    private readonly long[] _range = new long[shape.Axes];
    private readonly int[] _owner = new int[shape.Axes];
    private int _level;
    private long[]? _places;
    private long _placesOf;
    private long _loads;

    /// <summary>How many instances are fed.</summary>
    public long Fanout { get; private set; }

    /// <summary>How many different parts they hold: words leave the memory so often.</summary>
    public long Distinct { get; private set; }

    /// <summary>Whether neighbours may pass words on.</summary>
    public bool MayPass { get; private set; }

    /// <summary>Looks at the spatial loops of a memory.</summary>
    /// <param name="level">The memory.</param>
    /// <param name="index">The index of the tensor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(int level, int index)
    {
        _level = level;
        _loads++;
        _range.AsSpan().Clear();
        _owner.AsSpan().Fill(-1);
        (Fanout, Distinct) = (1, 1);
        var isPlain = true;
        for (var loop = frame.SpatialStart[level]; loop < frame.TemporalStart[level]; loop++)
        {
            Fanout *= frame.Factor[loop];
            if (Touch(loop, ref isPlain)) Distinct *= frame.Factor[loop];
        }
        var memory = frame.Architecture.Memories[level];
        if (!isPlain) Distinct = CountDistinct();
        if (memory.Multicasts is { } multicasts && !multicasts[index]) Distinct = Fanout;
        MayPass = Fanout > 1 && (memory.PassesToNeighbours is not { } passes || passes[index]);
    }

    /// <summary>
    /// How the words are served when each instance may take them from a neighbour that held them a step before, if those lie
    /// <paramref name="shift"/> away.
    /// </summary>
    /// <param name="shift">Axis by axis, where a neighbour's words must have lain.</param>
    /// <param name="distinct">Parts that must still come from the memory.</param>
    /// <returns>How many instances are served by a neighbour.</returns>
    public long ServedByNeighbours(ReadOnlySpan<long> shift, out long distinct)
    {
        distinct = Distinct;
        for (var axis = 0; axis < shift.Length; axis++)
        {
            if (Math.Abs(shift[axis]) > _range[axis]) return 0;
        }
        var (width, height) = Mesh();
        var places = Places();
        var (offset, served) = (Pack(shift), 0L);
        var rest = new HashSet<long>();
        for (var at = 0; at < places.Length; at++)
        {
            var (x, y) = (at % width, at / width);
            var passes = (y > 0 && Matches(at - width)) || (y + 1 < height && Matches(at + width)) || (x > 0 && Matches(at - 1))
                || (x + 1 < width && Matches(at + 1));
            if (passes) served++;
            else rest.Add(places[at]);

            bool Matches(long neighbour) => neighbour < places.Length && places[neighbour] - places[at] == offset;
        }
        if (served > 0) distinct = Distinct == Fanout && rest.Count < Fanout - served ? Fanout - served : rest.Count;
        return served;
    }

    private bool Touch(int loop, ref bool isPlain)
    {
        var (touches, dimension) = (0, frame.Dimension[loop]);
        for (var axis = 0; axis < shape.Axes; axis++)
        {
            var coefficient = shape.Coefficient(axis, dimension);
            if (coefficient == 0) continue;
            touches++;
            if (_owner[axis] >= 0 && _owner[axis] != dimension) isPlain = false;
            _owner[axis] = dimension;
            _range[axis] += Math.Abs(coefficient) * frame.Stride[loop] * (frame.Factor[loop] - 1);
        }
        if (touches > 1) isPlain = false;
        return touches > 0;
    }

    // Rows of the mesh are as wide as the hardware, even where a mapping uses less of them.
    private (long Width, long Height) Mesh()
    {
        var (x, y) = (1L, 1L);
        for (var loop = frame.SpatialStart[_level]; loop < frame.TemporalStart[_level]; loop++)
        {
            if (frame.IsVertical[loop]) y *= frame.Factor[loop];
            else x *= frame.Factor[loop];
        }
        return (Math.Max(x, frame.Architecture.FanoutX(_level)), Math.Max(y, frame.Architecture.FanoutY(_level)));
    }

    private long CountDistinct() => new HashSet<long>(Places()).Count;

    // Where each instance's words lie, packed into one number so that differences are unique.
    private long[] Places()
    {
        if (_placesOf == _loads) return _places!;
        var places = new long[Fanout];
        var shift = new long[shape.Axes];
        var done = 1L;
        for (var loop = frame.SpatialStart[_level]; loop < frame.TemporalStart[_level]; loop++)
        {
            for (var axis = 0; axis < shift.Length; axis++) shift[axis] = shape.Coefficient(axis, frame.Dimension[loop]) * frame.Stride[loop];
            var step = Pack(shift);
            for (var at = done; at < done * frame.Factor[loop]; at++) places[at] = places[at - done] + step;
            done *= frame.Factor[loop];
        }
        (_places, _placesOf) = (places, _loads);
        return places;
    }

    private long Pack(ReadOnlySpan<long> shift)
    {
        var packed = 0L;
        for (var axis = 0; axis < shift.Length; axis++) packed = checked(packed * (2 * _range[axis] + 1) + shift[axis]);
        return packed;
    }
}
