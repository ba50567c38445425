using System.Numerics;
using Ridgeline.Accelerators.Systolic.Registers.Kernels;

namespace Ridgeline.Accelerators.Systolic.Registers;

/// <summary>An array in which sums stay: inputs enter at the left, weights at the top, both skewed; when all are made, sums shift down and out.</summary>
internal sealed class OutputGrid<T>(RegisterArray array, Operands<T> operands, T[] result)
    where T : unmanaged, INumber<T>
{
    private readonly (int Rows, int Columns) _size = (array.Rows, array.Columns);
    private readonly T[] _inputs = new T[array.Rows * array.Columns];
    private readonly T[] _weights = new T[array.Rows * array.Columns];
    private readonly T[] _sums = new T[array.Rows * array.Columns];
    private readonly T[] _leaving = new T[array.IsDoubleBuffered ? array.Rows * array.Columns : 0];
    private readonly T[] _top = new T[array.Columns];
    private readonly T[] _before = new T[array.Columns];
    private readonly TokenLine _line = new(array.Rows + array.Columns);
    private readonly Queue<(long End, long Fold)> _drains = new();
    private long _cycle;

    public OverflowCount Overflows { get; private set; } = OverflowCount.None;

    public long InputsRead { get; private set; }

    public long WeightsRead { get; private set; }

    public long SumsWritten { get; private set; }

    public long Steps => _cycle * _size.Rows * _size.Columns;

    private int RowFolds => (operands.M + _size.Rows - 1) / _size.Rows;

    private long Folds => (long)RowFolds * ((operands.N + _size.Columns - 1) / _size.Columns);

    public long Run()
    {
        if (array.IsDoubleBuffered)
        {
            RunOverlapped();
            return _cycle;
        }
        for (var fold = 0L; fold < Folds; fold++)
        {
            var last = ((fold + 1) * operands.K) - 1;
            for (var k = 0; k < operands.K; k++) Cycle((fold * operands.K) + k);
            // The last element has left its mark on the last cell when it has passed all rows and columns.
            while (_line.Ago(_size.Rows + _size.Columns - 2) != last) Cycle(TokenLine.Bubble);
            for (var i = 0; i < _size.Rows; i++, _cycle++) Shift(_sums, fold, _size.Rows - 1 - i, 0, _size.Columns);
        }
        return _cycle;
    }

    // A sum moves over when the last element has passed its cell; the columns drain one a cycle later than their left neighbour.
    private void RunOverlapped()
    {
        for (var fold = 0L; fold < Folds; fold++)
        {
            _drains.Enqueue((_cycle + operands.K - 1, fold));
            var apart = Math.Max(operands.K, fold + 1 < Folds ? _size.Rows : 0);
            for (var i = 0; i < apart; i++) Cycle(i < operands.K ? (fold * operands.K) + i : TokenLine.Bubble);
        }
        while (_drains.Count > 0) Cycle(TokenLine.Bubble);
    }

    private void Cycle(long token)
    {
        _line.Enter(token);
        Drain();
        for (var column = 0; column < _size.Columns; column++) _top[column] = EnteringWeight(column);
        for (var row = _size.Rows - 1; row >= 0; row--)
        {
            var (start, columns) = (row * _size.Columns, _size.Columns);
            var sums = _sums.AsSpan(start, columns);
            sums.CopyTo(_before);
            ReadOnlySpan<T> above = row == 0 ? _top : _weights.AsSpan(start - columns, columns);
            var overflows = CellRow.Move(_inputs.AsSpan(start, columns), above, _weights.AsSpan(start, columns), sums, EnteringInput(row),
                32 - array.AccumulatorBits);
            if (overflows) CountOverflows(row);
        }
        Keep();
        _cycle++;
    }

    private T EnteringInput(int row)
    {
        var token = _line.Ago(row);
        if (token < 0) return T.Zero;
        var (fold, k) = Math.DivRem(token, operands.K);
        var m = ((int)(fold % RowFolds) * _size.Rows) + row;
        if (m >= operands.M) return T.Zero;
        InputsRead++;
        return operands.Left[(m * operands.K) + (int)k];
    }

    private T EnteringWeight(int column)
    {
        var token = _line.Ago(column);
        if (token < 0) return T.Zero;
        var (fold, k) = Math.DivRem(token, operands.K);
        var n = ((int)(fold / RowFolds) * _size.Columns) + column;
        if (n >= operands.N) return T.Zero;
        WeightsRead++;
        return operands.Right[((int)k * operands.N) + n];
    }

    // Moves the sums of the diagonal that the last element has reached into the registers in which they leave.
    private void Keep()
    {
        if (!array.IsDoubleBuffered) return;
        foreach (var (end, _) in _drains)
        {
            var diagonal = _cycle - end;
            if (diagonal < 0 || diagonal > _size.Rows + _size.Columns - 2) continue;
            var last = (int)Math.Min(_size.Rows - 1, diagonal);
            for (var row = (int)Math.Max(0, diagonal - _size.Columns + 1); row <= last; row++)
            {
                var cell = (row * _size.Columns) + (int)diagonal - row;
                (_leaving[cell], _sums[cell]) = (_sums[cell], T.Zero);
            }
        }
    }

    private void Drain()
    {
        foreach (var (end, fold) in _drains)
        {
            var since = (int)Math.Min(int.MaxValue, _cycle - end - _size.Rows);
            if (since < 0) continue;
            Shift(_leaving, fold, _size.Rows - 1 - since, Math.Max(0, since - _size.Rows + 1), Math.Min(_size.Columns - 1, since) + 1, 1);
        }
        while (_drains.TryPeek(out var first) && _cycle - first.End - _size.Rows >= _size.Rows + _size.Columns - 2) _drains.Dequeue();
    }

    // Takes one sum a column at the bottom and shifts the columns down; columns of a wave are a row apart, and a wave leaves the rows that it has emptied
    // alone: sums of the next fold are in them.
    private void Shift(T[] cells, long fold, int row, int from, int to, int slope = 0)
    {
        var (top, left) = ((int)(fold % RowFolds) * _size.Rows, (int)(fold / RowFolds) * _size.Columns);
        for (var column = from; column < to; column++)
        {
            var (m, n) = (top + row + (slope * column), left + column);
            if (m >= operands.M || n >= operands.N) continue;
            result[(m * operands.N) + n] = cells[((_size.Rows - 1) * _size.Columns) + column];
            SumsWritten++;
        }
        for (var r = _size.Rows - 1; r > 0; r--)
        {
            var start = slope == 0 ? from : Math.Max(from, _size.Rows - row - r);
            if (start < to) cells.AsSpan(((r - 1) * _size.Columns) + start, to - start).CopyTo(cells.AsSpan((r * _size.Columns) + start));
        }
        if (slope == 0) cells.AsSpan(from, to - from).Clear();
    }

    private void CountOverflows(int row)
    {
        for (var column = 0; column < _size.Columns; column++)
        {
            var overflows = false;
            var cell = (row * _size.Columns) + column;
            CellRow.Add(_before[column], _inputs[cell] * _weights[cell], 32 - array.AccumulatorBits, ref overflows);
            if (overflows) Overflows = Overflows.Plus(1, _cycle, row, column);
        }
    }
}
