namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>Walks through what an edge asks for, cycle by cycle and port by port; leaves out folds that can change nothing.</summary>
internal static class DemandWalk
{
    /// <summary>Shows a visitor all demands of an operand that may change what its memory holds.</summary>
    public static void Over<T>(FoldPlan plan, DemandStream stream, ref T visitor)
        where T : struct, IDemandVisitor
    {
        // What was asked for since the last change is there still: a whole round without one, and no later round has any.
        var quiet = 0;
        for (var columnFold = 0; columnFold < plan.ColumnFolds; columnFold++)
        {
            if (!stream.FollowsRowFold) quiet = 0;
            for (var rowFold = 0; rowFold < plan.RowFolds; rowFold++)
            {
                var round = stream.FollowsRowFold ? plan.RowFolds : 1;
                if (!stream.IsStationary && quiet >= round) break;
                var before = visitor.Changes;
                var start = (((long)columnFold * plan.RowFolds) + rowFold) * plan.FoldCycles;
                if (stream.IsStationary) Load(stream, rowFold, columnFold, start, ref visitor);
                else Enter(stream, rowFold, columnFold, start, ref visitor);
                quiet = visitor.Changes == before ? quiet + 1 : 0;
            }
        }
    }

    /// <summary>The first row of the run in which the operand is asked for.</summary>
    public static long FirstRow(FoldPlan plan, DemandStream stream)
    {
        if (!stream.IsStationary) return stream.Prefix;
        var first = new FirstVisitor(-1);
        for (var fold = 0L; fold < plan.Folds && first.Row < 0; fold++) Load(stream, (int)(fold % plan.RowFolds), (int)(fold / plan.RowFolds), fold * plan.FoldCycles, ref first);
        return Math.Max(0, first.Row);
    }

    /// <summary>The last row of the run in which the operand is asked for.</summary>
    public static long LastRow(FoldPlan plan, DemandStream stream)
    {
        for (var fold = plan.Folds - 1; fold >= 0; fold--)
        {
            var (columnFold, rowFold) = ((int)(fold / plan.RowFolds), (int)(fold % plan.RowFolds));
            var last = new LastVisitor(-1);
            if (stream.IsStationary) Load(stream, rowFold, columnFold, fold * plan.FoldCycles, ref last);
            else Enter(stream, rowFold, columnFold, fold * plan.FoldCycles, ref last);
            if (last.Row >= 0) return last.Row;
        }
        return 0;
    }

    private static void Load<T>(DemandStream stream, int rowFold, int columnFold, long start, ref T visitor)
        where T : struct, IDemandVisitor
    {
        var (matrix, first, width) = (stream.Matrix, stream.FirstColumn(rowFold, columnFold), stream.Width(rowFold, columnFold));
        var top = rowFold * stream.ArrayRows;
        for (var row = stream.Height(rowFold) - 1; row >= 0; row--)
        {
            var time = start + stream.ArrayRows - 1 - row;
            for (var port = 0; port < width; port++)
            {
                var address = matrix.At(top + row, first + port);
                if (address >= 0) visitor.Visit(address, time);
            }
        }
    }

    private static void Enter<T>(DemandStream stream, int rowFold, int columnFold, long start, ref T visitor)
        where T : struct, IDemandVisitor
    {
        if (stream.Block > 0) { EnterBlocks(stream, rowFold, start, ref visitor); return; }
        var (matrix, first, width) = (stream.Matrix, stream.FirstColumn(rowFold, columnFold), stream.Width(rowFold, columnFold));
        var length = matrix.Rows;
        for (var cycle = 0; cycle < length + width - 1; cycle++)
        {
            var time = start + stream.Prefix + cycle;
            var last = Math.Min(width - 1, cycle);
            for (var port = Math.Max(0, cycle - length + 1); port <= last; port++)
            {
                var address = matrix.At(cycle - port, first + port);
                if (address >= 0) visitor.Visit(address, time);
            }
        }
    }

    // Two arrays' rows of columns a fold; each block of them enters as often as rows of the array hold its weights, each time a cycle later.
    private static void EnterBlocks<T>(DemandStream stream, int rowFold, long start, ref T visitor)
        where T : struct, IDemandVisitor
    {
        var (matrix, block, rows) = (stream.Matrix, stream.Block, stream.ArrayRows);
        var (first, lines, length) = (2 * rowFold * rows, 2 * rows / block * (block / 2), matrix.Rows);
        for (var cycle = 0; cycle < length + rows - 1; cycle++)
        {
            var time = start + stream.Prefix + cycle;
            var last = Math.Min(lines - 1, cycle);
            for (var line = Math.Max(0, cycle - length + 1); line <= last; line++)
            {
                var left = first + (line / (block / 2) * block);
                for (var column = left; column < Math.Min(left + block, matrix.Columns); column++)
                {
                    var address = matrix.At(cycle - line, column);
                    if (address >= 0) visitor.Visit(address, time);
                }
            }
        }
    }
}
