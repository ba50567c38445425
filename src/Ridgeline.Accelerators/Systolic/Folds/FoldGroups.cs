namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>All passes of a product: groups of column folds, all but the first and the last alike, and the row folds in each.</summary>
internal sealed class FoldGroups(SystolicArray array, ProductLoad load, FoldShape shape, ArraySpread spread, PassTiming timing)
{
    private readonly double _bandwidth = array.BytesPerCycle / array.WordBytes;
    private readonly long _rows = array.Dataflow == Dataflow.OutputStationary ? shape.Rows * spread.Parts : shape.Rows;
    private readonly long _width = shape.Columns * spread.Columns;
    private double _pending;

    public double Time { get; private set; }

    public double Read { get; private set; }

    public double Loaded { get; private set; }

    public double Written { get; private set; }

    /// <summary>Cycles in which operands are loaded, or sums leave, and none streams.</summary>
    public double Shift { get; private set; }

    public long Passes { get; private set; }

    /// <summary>Cycles that fetching the first tile takes.</summary>
    public double FirstLoad { get; private set; }

    private long Groups => (shape.Across + _width - 1) / _width;

    private long RowFolds => (shape.Down + _rows - 1) / _rows;

    public FoldGroups Walk()
    {
        // A product and the one behind it: the last round has none.
        Rounds(1, isLast: spread.Rounds == 1);
        if (spread.Rounds > 1)
        {
            var (time, read, loaded, written, shift) = (Time, Read, Loaded, Written, Shift);
            if (spread.Rounds > 2)
            {
                Rounds(spread.Rounds - 2, isLast: false);
                var times = spread.Rounds - 2;
                (Time, Read, Loaded, Written) = (time + ((Time - time) * times), read + ((Read - read) * times), loaded + ((Loaded - loaded) * times),
                    written + ((Written - written) * times));
                Shift = shift + ((Shift - shift) * times);
            }
            Rounds(1, isLast: true);
        }
        FirstLoad = Of(0, 0).Loaded * spread.Products / _bandwidth;
        Time += FirstLoad + (_pending / _bandwidth);
        Passes = checked(Groups * RowFolds);
        return this;
    }

    // Counts one of so many equal rounds.
    private void Rounds(long count, bool isLast)
    {
        if (count < 1) return;
        Group(0, 1, isLast && Groups == 1);
        if (Groups > 2) Group(1, Groups - 2, false);
        if (Groups > 1) Group(Groups - 1, 1, isLast);
    }

    private void Group(long group, long times, bool isLast)
    {
        var (time, read, loaded, written, shift) = (0d, 0d, 0d, 0d, 0d);
        // Row folds between the first two and the last two are alike.
        var alike = Math.Max(1, RowFolds - 4);
        for (var row = 0L; row < RowFolds; row += row == 2 ? alike : 1)
        {
            var same = row == 2 ? alike : 1;
            var words = Of(group, row);
            var ends = isLast && row == RowFolds - 1;
            var next = ends ? 0 : row + 1 < RowFolds ? Of(group, row + 1).Loaded : Of(group + times < Groups ? group + times : 0, 0).Loaded;
            var moved = ((words.Streamed + words.SumsRead + next) * spread.Products) + _pending;
            var cycles = Math.Max(ends ? timing.Last : timing.Apart, moved / _bandwidth);
            time += cycles * same;
            // A tile that arrives late is shifted in when nothing streams any more.
            shift += same * Math.Min(shape.Rows, Math.Max(0, (next > 0 || !array.IsDoubleBuffered ? cycles : timing.Apart) - timing.Stream));
            _pending = words.Written * spread.Products;
            read += (words.Loaded + words.Streamed + words.SumsRead) * spread.Products * same;
            loaded += words.Loaded * spread.Products * same;
            written += words.Written * spread.Products * same;
        }
        Time += time * times;
        Read += read * times;
        Loaded += loaded * times;
        Written += written * times;
        Shift += shift * times;
    }

    private PassWords Of(long group, long row)
    {
        var pass = new Pass
        {
            Array = array, Load = load, Shape = shape, IsFirstGroup = group == 0, Across = Math.Min(_width, shape.Across - (group * _width)),
            Down = Math.Min(_rows, shape.Down - (row * _rows)), IsFirstRow = row == 0, IsLastRow = row == RowFolds - 1,
        };
        return array.Dataflow switch
        {
            Dataflow.WeightStationary => WeightStationary.Words(pass),
            Dataflow.InputStationary => InputStationary.Words(pass),
            _ => OutputStationary.Words(pass),
        };
    }
}
