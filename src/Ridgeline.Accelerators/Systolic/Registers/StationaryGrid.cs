using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers.Kernels;

namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>
/// An array in which one operand stays: it is shifted in from the top, the last row first; the other enters at the left, each row a cycle behind the one
/// above; sums move down and leave at the bottom.
/// </summary>
internal sealed class StationaryGrid<T>(RegisterArray array, T[] streamed, T[] stationary, T[] sums)
    where T : unmanaged, INumber<T>
{
    private readonly (int Rows, int Columns) _size = (array.Rows, array.Columns);
    private readonly T[] _weights = new T[array.Rows * array.Columns];
    private readonly T[] _next = new T[array.IsDoubleBuffered ? array.Rows * array.Columns : 0];
    private readonly T[] _inputs = new T[array.Rows * array.Columns];
    private readonly T[] _sums = new T[array.Rows * array.Columns];
    private readonly T[] _top = new T[array.Columns];
    private readonly TokenLine _line = new(array.Rows + array.Columns);
    private readonly Queue<long> _switches = new();
    private readonly Queue<(long Start, long Fold)> _loads = new();
    private EdgeCounts _counts;
    private long _cycle;
    private long _left;

    /// <summary>Extents along rows, along columns, and of the stream; and the strides of both operands and the result along them.</summary>
    public required int Down { get; init; }

    public required int Across { get; init; }

    public required int Stream { get; init; }

    public required int StreamStep { get; init; }

    public required int StreamRow { get; init; }

    public required int StayRow { get; init; }

    public required int StayColumn { get; init; }

    public required int SumStep { get; init; }

    public required int SumColumn { get; init; }

    public OverflowCount Overflows { get; private set; } = OverflowCount.None;

    public long Steps => _cycle * _size.Rows * _size.Columns;

    private int RowFolds => (Down + _size.Rows - 1) / _size.Rows;

    private long Folds => (long)RowFolds * ((Across + _size.Columns - 1) / _size.Columns);

    public (long Cycles, EdgeCounts Counts) Run()
    {
        if (array.IsDoubleBuffered) RunOverlapped();
        else
        {
            for (var fold = 0L; fold < Folds; fold++)
            {
                for (var i = 0; i < _size.Rows; i++, _cycle++) LoadRow(_weights, fold, _size.Rows - 1 - i, 0, _size.Columns);
                for (var i = 0; i < Stream; i++) Cycle((fold * Stream) + i);
                while (_left < (fold + 1) * Stream * _size.Columns) Cycle(TokenLine.Bubble);
            }
        }
        return (_cycle, _counts);
    }

    // Weights of the next fold follow those of this one down the columns, and take their place in a wave from the upper left to the lower right.
    private void RunOverlapped()
    {
        _loads.Enqueue((0, 0));
        for (var i = 0; i < _size.Rows; i++) Cycle(TokenLine.Bubble);
        for (var fold = 0L; fold < Folds; fold++)
        {
            _switches.Enqueue(_cycle);
            if (fold + 1 < Folds) _loads.Enqueue((_cycle, fold + 1));
            for (var i = 0; i < Math.Max(Stream, fold + 1 < Folds ? _size.Rows : 0); i++) Cycle(i < Stream ? (fold * Stream) + i : TokenLine.Bubble);
        }
        while (_left < Folds * Stream * _size.Columns) Cycle(TokenLine.Bubble);
    }

    private void Cycle(long token)
    {
        _line.Enter(token);
        Switch();
        ReadSums();
        var overflows = false;
        for (var row = _size.Rows - 1; row >= 0; row--)
        {
            var (start, columns) = (row * _size.Columns, _size.Columns);
            ReadOnlySpan<T> above = row == 0 ? _top : _sums.AsSpan(start - columns, columns);
            overflows |= CellRow.Stay(_inputs.AsSpan(start, columns), _weights.AsSpan(start, columns), above, _sums.AsSpan(start, columns), Entering(row),
                32 - array.AccumulatorBits);
            if (!overflows) continue;
            // The row above still holds what was added to.
            CountOverflows(row, above);
            overflows = false;
        }
        WriteSums();
        Load();
        _cycle++;
    }

    private T Entering(int row)
    {
        var token = _line.Ago(row);
        if (token < 0) return T.Zero;
        var (fold, step) = Math.DivRem(token, Stream);
        var k = ((int)(fold % RowFolds) * _size.Rows) + row;
        if (k >= Down) return T.Zero;
        _counts = _counts with { Streamed = _counts.Streamed + 1 };
        return streamed[((int)step * StreamStep) + (k * StreamRow)];
    }

    // Sums of the fold before come back in at the top, with the element that they belong to.
    private void ReadSums()
    {
        for (var column = 0; column < _size.Columns; column++)
        {
            _top[column] = T.Zero;
            var token = _line.Ago(column);
            if (token < 0 || (token / Stream) % RowFolds == 0 || Place(token, column) is not { } place) continue;
            _top[column] = sums[place];
            _counts = _counts with { SumsRead = _counts.SumsRead + 1 };
        }
    }

    private void WriteSums()
    {
        var bottom = (_size.Rows - 1) * _size.Columns;
        for (var column = 0; column < _size.Columns; column++)
        {
            var token = _line.Ago(column + _size.Rows - 1);
            if (token < 0) continue;
            _left++;
            if (Place(token, column) is not { } place) continue;
            sums[place] = _sums[bottom + column];
            _counts = _counts with { SumsWritten = _counts.SumsWritten + 1 };
        }
    }

    private int? Place(long token, int column)
    {
        var (fold, step) = Math.DivRem(token, Stream);
        var across = ((int)(fold / RowFolds) * _size.Columns) + column;
        return across < Across ? ((int)step * SumStep) + (across * SumColumn) : null;
    }

    private void Switch()
    {
        while (_switches.TryPeek(out var first) && _cycle - first >= _size.Rows + _size.Columns - 1) _switches.Dequeue();
        foreach (var start in _switches)
        {
            var diagonal = (int)(_cycle - start);
            var last = Math.Min(_size.Rows - 1, diagonal);
            for (var row = Math.Max(0, diagonal - _size.Columns + 1); row <= last; row++)
            {
                var cell = (row * _size.Columns) + diagonal - row;
                _weights[cell] = _next[cell];
            }
        }
    }

    private void Load()
    {
        while (_loads.TryPeek(out var first) && _cycle - first.Start >= _size.Rows + _size.Columns - 1) _loads.Dequeue();
        foreach (var (start, fold) in _loads)
        {
            var since = (int)(_cycle - start);
            var from = Math.Max(0, since - _size.Rows + 1);
            var to = Math.Min(_size.Columns - 1, since);
            LoadRow(_next, fold, _size.Rows - 1 - since, from, to + 1, 1);
        }
    }

    // Shifts columns down by a row and lets one element a column in at the top; columns of a wave are a row apart, and a wave that has come down so far
    // leaves the rows below it alone: they still wait for their turn.
    private void LoadRow(T[] cells, long fold, int row, int from, int to, int slope = 0)
    {
        for (var r = _size.Rows - 1; r > 0; r--)
        {
            var end = slope == 0 ? to : Math.Min(to, _size.Rows - row - r);
            if (end > from) cells.AsSpan(((r - 1) * _size.Columns) + from, end - from).CopyTo(cells.AsSpan((r * _size.Columns) + from));
        }
        var (top, left) = ((int)(fold % RowFolds) * _size.Rows, (int)(fold / RowFolds) * _size.Columns);
        for (var column = from; column < to; column++)
        {
            var (k, across) = (top + row + (slope * column), left + column);
            var isUsed = k < Down && across < Across;
            cells[column] = isUsed ? stationary[(k * StayRow) + (across * StayColumn)] : T.Zero;
            if (isUsed) _counts = _counts with { Loaded = _counts.Loaded + 1 };
        }
    }

    private void CountOverflows(int row, ReadOnlySpan<T> above)
    {
        for (var column = 0; column < _size.Columns; column++)
        {
            var overflows = false;
            var cell = (row * _size.Columns) + column;
            CellRow.Add(above[column], _inputs[cell] * _weights[cell], 32 - array.AccumulatorBits, ref overflows);
            if (overflows) Overflows = Overflows.Plus(1, _cycle, row, column);
        }
    }
}
