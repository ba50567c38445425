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
        var operands = new LiteralOperands(layer, config);
        var (m, n, k, inputs) = (layer.M, layer.N, operands.Filter.GetLength(0), operands.Input.GetLength(1));
        int Input(int position, int tap) => operands.Input[position, tap];
        int Filter(int tap, int filter) => operands.Filter[tap, filter];
        int Output(int position, int filter) => (position * n) + filter;
        Depth = k;
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
                        Add(InputDemand, config.Sparsity is { IsRowWise: true, BlockSize: var block } ? Offered(operands.Input, 2 * top, block)
                            : Skewed(m, _rows, _rows, _columns - 1, (t, c) => top + c < k ? Input(t, top + c) : -1));
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
            Dataflow.WeightStationary => Diagonals(Stacked(m, inputs, _rows, Input)),
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

    /// <summary>Rows of the filters' matrix.</summary>
    public int Depth { get; }

    public List<int[]> InputDemand { get; } = [];

    public List<int[]> FilterDemand { get; } = [];

    public List<int[]> OutputDemand { get; } = [];

    /// <summary>The order in which USER mode fetches inputs, with empty places.</summary>
    public int[] InputFetch { get; }

    public int[] FilterFetch { get; }

    // Each block of columns as often as rows of the array share it, each time a cycle later.
    private List<int[]> Offered(int[,] input, int left, int block)
    {
        var (length, width) = (input.GetLength(0), 2 * _rows);
        var padded = new int[length][];
        for (var t = 0; t < length; t++) padded[t] = [.. Enumerable.Range(left, width).Select(c => c < input.GetLength(1) ? input[t, c] : -1)];
        var repeated = padded.Select(row => row.Chunk(block).SelectMany(b => Enumerable.Repeat(b, block / 2)).ToArray()).ToArray();
        var lines = repeated[0].Length;
        var nothing = Enumerable.Repeat(-1, block).ToArray();
        List<int[]> Empty(int count) => [.. Enumerable.Range(0, count).Select(_ => Enumerable.Repeat(-1, lines * block).ToArray())];
        var rows = Empty(_rows);
        for (var i = 0; i < length + _rows - 1; i++)
        {
            rows.Add([.. Enumerable.Range(0, lines).SelectMany(j => i - j >= 0 && i - j < length ? repeated[i - j][j] : nothing)]);
        }
        rows.AddRange(Empty(_columns - 1));
        return rows;
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
