using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The matrices that SCALE-Sim makes of a layer, in full: a row a cycle, a column a port, -1 for nothing. Slow and plain on purpose.</summary>
internal sealed class LiteralMatrices
{
    private readonly int _rows;
    private readonly int _columns;

    public LiteralMatrices(ScaleSimLayer layer, ScaleSimConfig config)
    {
        (_rows, _columns) = (config.Rows, config.Columns);
        var (m, n, k) = (layer.M, layer.N, layer.K);
        int Input(int position, int tap) => Address(layer, position, tap);
        int Filter(int tap, int filter) => (tap * n) + filter;
        int Output(int position, int filter) => (position * n) + filter;
        var isOutput = config.Dataflow == Dataflow.OutputStationary;
        var (down, across) = config.Dataflow switch { Dataflow.WeightStationary => (k, n), Dataflow.InputStationary => (k, m), _ => (m, n) };
        for (var fc = 0; fc * _columns < across; fc++)
        {
            for (var fr = 0; fr * _rows < down; fr++)
            {
                var (top, left) = (fr * _rows, fc * _columns);
                switch (config.Dataflow)
                {
                    case Dataflow.WeightStationary:
                        Add(InputDemand, Skewed(m, _rows, _rows, _columns - 1, (t, c) => top + c < k ? Input(t, top + c) : -1));
                        Add(FilterDemand, Loaded(_rows + _columns + m - 2, (r, c) => top + r < k && left + c < n ? Filter(top + r, left + c) : -1));
                        Add(OutputDemand, Skewed(m, (2 * _rows) - 1, _columns, 0, (t, c) => left + c < n ? Output(t, left + c) : -1));
                        break;
                    case Dataflow.InputStationary:
                        Add(InputDemand, Loaded(_rows + _columns + n - 2, (r, c) => top + r < k && left + c < m ? Input(left + c, top + r) : -1));
                        Add(FilterDemand, Skewed(n, _rows, _rows, _columns - 1, (t, c) => top + c < k ? Filter(top + c, t) : -1));
                        Add(OutputDemand, Skewed(n, (2 * _rows) - 1, _columns, 0, (t, c) => left + c < m ? Output(left + c, t) : -1));
                        break;
                    default:
                        Add(InputDemand, Skewed(k, 0, _rows, _columns - 1, (t, c) => top + c < m ? Input(top + c, t) : -1));
                        Add(FilterDemand, Skewed(k, 0, _columns, _rows - 1, (t, c) => left + c < n ? Filter(t, left + c) : -1));
                        Add(OutputDemand, Skewed(_rows, k - 1, _columns, 0,
                            (t, c) => top + _rows - 1 - t < m && left + c < n ? Output(top + _rows - 1 - t, left + c) : -1));
                        break;
                }
            }
        }
        InputFetch = config.Dataflow switch
        {
            Dataflow.WeightStationary => Diagonals(Stacked(m, k, _rows, Input)),
            Dataflow.InputStationary => Flat(Stacked(k, m, _columns, (r, c) => Input(c, r))),
            _ => Diagonals(Stacked(k, m, _rows, (r, c) => Input(c, r))),
        };
        FilterFetch = config.Dataflow switch
        {
            Dataflow.WeightStationary => Flat(Stacked(k, n, _columns, Filter)),
            Dataflow.InputStationary => Diagonals(Stacked(n, k, _rows, (r, c) => Filter(c, r))),
            _ => Diagonals(Stacked(k, n, _columns, Filter)),
        };
        Assert.True(!isOutput || InputDemand.Count == OutputDemand.Count);
    }

    public List<int[]> InputDemand { get; } = [];

    public List<int[]> FilterDemand { get; } = [];

    public List<int[]> OutputDemand { get; } = [];

    /// <summary>The order in which USER mode fetches inputs, with empty places.</summary>
    public int[] InputFetch { get; }

    public int[] FilterFetch { get; }

    private static int Address(ScaleSimLayer layer, int position, int tap)
    {
        var (y, x) = (position / layer.OutputWidth * layer.Stride, position % layer.OutputWidth * (layer.StrideAcross ?? layer.Stride));
        var (row, rest) = Math.DivRem(tap, layer.FilterWidth * layer.Channels);
        var (column, channel) = Math.DivRem(rest, layer.Channels);
        return y + row >= layer.InputHeight || x + column >= layer.InputWidth ? -1
            : ((((y + row) * layer.InputWidth) + x + column) * layer.Channels) + channel;
    }

    private static void Add(List<int[]> matrix, List<int[]> fold) => matrix.AddRange(fold);

    private static List<int[]> Skewed(int length, int before, int ports, int after, Func<int, int, int> at)
    {
        var rows = Enumerable.Range(0, before + length + after + ports - 1).Select(_ => Enumerable.Repeat(-1, ports).ToArray()).ToList();
        for (var t = 0; t < length; t++)
        {
            for (var c = 0; c < ports; c++) rows[before + t + c][c] = at(t, c);
        }
        return rows;
    }

    private List<int[]> Loaded(int after, Func<int, int, int> at)
    {
        var rows = new List<int[]>();
        for (var r = _rows - 1; r >= 0; r--) rows.Add([.. Enumerable.Range(0, _columns).Select(c => at(r, c))]);
        for (var i = 0; i < after; i++) rows.Add([.. Enumerable.Repeat(-1, _columns)]);
        return rows;
    }

    private static int[,] Stacked(int rows, int columns, int ports, Func<int, int, int> at)
    {
        var folds = (columns + ports - 1) / ports;
        var stacked = new int[folds * rows, ports];
        for (var r = 0; r < folds * rows; r++)
        {
            for (var c = 0; c < ports; c++) stacked[r, c] = (r / rows * ports) + c < columns ? at(r % rows, (r / rows * ports) + c) : -1;
        }
        return stacked;
    }

    private static int[] Flat(int[,] matrix) => [.. matrix.Cast<int>()];

    private static int[] Diagonals(int[,] matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        return [.. from diagonal in Enumerable.Range(0, rows + columns) from c in Enumerable.Range(0, columns) let r = diagonal - c where r >= 0 && r < rows select matrix[r, c]];
    }
}
