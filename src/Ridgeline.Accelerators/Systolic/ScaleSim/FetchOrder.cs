namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The order in which USER mode fetches an operand: folds one below the other, row by row where it is loaded, along the diagonals where it enters skewed;
/// each fold once.
/// </summary>
internal sealed class FetchOrder(DemandStream stream)
{
    // 64 MB of them; more are walked again and again.
    private const long MostKept = 1 << 24;

    private readonly AddressMatrix _matrix = stream.Matrix;
    private readonly int _columns = stream.Ports;
    private readonly int _rows = checked(stream.Matrix.Rows * ((stream.Matrix.Columns + stream.Ports - 1) / stream.Ports));

    /// <summary>All places, empty ones included.</summary>
    public long Places => (long)_rows * _columns;

    /// <summary>The address at a place; negative where a fold does not fill its ports.</summary>
    public int At(FetchCursor at)
    {
        var (fold, row) = Math.DivRem(at.Row, _matrix.Rows);
        var column = (fold * _columns) + at.Column;
        return column < _matrix.Columns ? _matrix.At(row, column) : AddressMatrix.None;
    }

    /// <summary>Whether a place is behind the last one.</summary>
    public bool IsBeyond(FetchCursor at) => at.Row >= _rows || at.Column >= _columns;

    /// <summary>The place after this one.</summary>
    public FetchCursor Next(FetchCursor at)
    {
        if (stream.IsStationary) return at.Column + 1 < _columns ? at with { Column = at.Column + 1 } : new(at.Row + 1, 0);
        if (at.Row > 0 && at.Column + 1 < _columns) return new(at.Row - 1, at.Column + 1);
        var diagonal = at.Row + at.Column + 1;
        var row = Math.Min(diagonal, _rows - 1);
        return new(row, diagonal - row);
    }

    /// <summary>All addresses in order, empty places left out; null where they would fill too much memory.</summary>
    public int[]? Addresses()
    {
        if (Places > MostKept) return null;
        var addresses = new List<int>((int)Places);
        var at = default(FetchCursor);
        for (var place = 0L; place < Places; place++, at = Next(at))
        {
            if (At(at) is >= 0 and var address) addresses.Add(address);
        }
        return [.. addresses];
    }

    /// <summary>Cuts the addresses into sets of so many, the last one smaller or empty: where each begins.</summary>
    public FetchCursor[] Sets(int size)
    {
        var starts = new List<FetchCursor> { default };
        var (at, count) = (default(FetchCursor), 0);
        for (var place = 0L; place < Places; place++)
        {
            if (At(at) >= 0) count++;
            at = Next(at);
            // A place that is empty ends no set, but the set that was full before it has ended already.
            if (count < size) continue;
            starts.Add(at);
            count = 0;
        }
        return [.. starts];
    }
}
