namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>One layer through the three memories, a row of demand after the other; rows wait for what stalls.</summary>
internal sealed class ScaleSimRun(FoldPlan plan, IReadBuffer input, IReadBuffer filter, WriteBuffer output)
{
    private long _inputLastRow;
    private long _filterLastRow;
    private long _nextInput;
    private long _nextFilter;

    public IReadBuffer Input => input;

    public IReadBuffer Filter => filter;

    public WriteBuffer Output => output;

    public long Stalls { get; private set; }

    /// <summary>The cycle in which the last row was served.</summary>
    public long LastCycle { get; private set; }

    public long InputFirst { get; private set; }

    public long InputLast { get; private set; }

    public long FilterFirst { get; private set; }

    public long FilterLast { get; private set; }

    public long OutputFirst { get; private set; } = -1;

    public long OutputLast { get; private set; }

    public void Go()
    {
        var (inputFirst, filterFirst) = (DemandWalk.FirstRow(plan, plan.Input), DemandWalk.FirstRow(plan, plan.Filter));
        (_inputLastRow, _filterLastRow) = (DemandWalk.LastRow(plan, plan.Input), DemandWalk.LastRow(plan, plan.Filter));
        (_nextInput, _nextFilter) = (Math.Min(inputFirst, input.NextRow), Math.Min(filterFirst, filter.NextRow));
        var row = 0L;
        for (var columnFold = 0; columnFold < plan.ColumnFolds; columnFold++)
        {
            var width = plan.ColumnsUsed(columnFold);
            for (var rowFold = 0; rowFold < plan.RowFolds; rowFold++)
            {
                var (first, length) = plan.Writes(rowFold);
                for (var cycle = 0; cycle < plan.FoldCycles; cycle++, row++)
                {
                    var since = cycle - first;
                    var writes = since < 0 ? 0 : Math.Min(width - 1, since) - Math.Max(0, since - length + 1) + 1;
                    Row(row, Math.Max(0, writes), inputFirst, filterFirst);
                }
            }
        }
    }

    private void Row(long row, int writes, long inputFirst, long filterFirst)
    {
        var cycle = row + Stalls;
        long inputWait = 0, filterWait = 0;
        if (row == _nextInput)
        {
            inputWait = input.Serve(row, cycle);
            if (row == inputFirst) InputFirst = cycle + 1 + inputWait;
            if (row == _inputLastRow) InputLast = cycle + 1 + inputWait;
            _nextInput = Next(input.NextRow, row, inputFirst, _inputLastRow);
        }
        if (row == _nextFilter)
        {
            filterWait = filter.Serve(row, cycle);
            if (row == filterFirst) FilterFirst = cycle + 1 + filterWait;
            if (row == _filterLastRow) FilterLast = cycle + 1 + filterWait;
            _nextFilter = Next(filter.NextRow, row, filterFirst, _filterLastRow);
        }
        var outputWait = output.Take(writes, cycle);
        if (writes > 0)
        {
            if (OutputFirst < 0) OutputFirst = cycle + outputWait;
            OutputLast = cycle + outputWait;
        }
        LastCycle = cycle + outputWait;
        Stalls += Math.Max(inputWait, Math.Max(filterWait, outputWait));
    }

    private static long Next(long change, long row, long first, long last)
        => Math.Min(change, row < first ? first : row < last ? last : long.MaxValue);
}
