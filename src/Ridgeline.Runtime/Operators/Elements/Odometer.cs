namespace Ridgeline.Runtime.Operators;

/// <summary>Counts through the places of a tensor, the last dimension fastest.</summary>
internal static class Odometer
{
    /// <summary>Goes to the next place; false, and all zero again, behind the last.</summary>
    public static bool Next(Span<long> place, ReadOnlySpan<long> dims)
    {
        for (var d = dims.Length - 1; d >= 0; d--)
        {
            if (++place[d] < dims[d]) return true;
            place[d] = 0;
        }
        return false;
    }

    /// <summary>How far a place lies from the first, by strides.</summary>
    public static long Offset(ReadOnlySpan<long> place, ReadOnlySpan<long> strides)
    {
        var offset = 0L;
        for (var d = 0; d < place.Length; d++) offset += place[d] * strides[d];
        return offset;
    }
}
