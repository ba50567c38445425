using Ridgeline.Accelerators.Systolic.ScaleSim;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The two matrices of addresses that SCALE-Sim makes of a layer before it folds them, -1 for nothing, pruned if the configuration says so. Slow and plain on purpose.</summary>
internal sealed class LiteralOperands
{
    public LiteralOperands(ScaleSimLayer layer, ScaleSimConfig config)
    {
        Input = Filled(layer.M, layer.K, (position, tap) => Address(layer, position, tap));
        Filter = Filled(layer.K, layer.N, (tap, filter) => (tap * layer.N) + filter);
        if (config.Sparsity is not { } sparsity) return;
        var left = Mask(layer, sparsity);
        Filter = Filled(layer.K, layer.N, (tap, filter) => left[tap, filter] ? (tap * layer.N) + filter : -1);
        if (sparsity.IsRowWise)
        {
            Filter = Paired(Filter, sparsity.BlockSize);
            return;
        }
        var taps = Enumerable.Range(0, layer.K).Where(tap => left[tap, 0]).ToArray();
        Input = Filled(layer.M, taps.Length, (position, tap) => Address(layer, position, taps[tap]));
        Filter = Condensed(Filter, layer.SparseKept, layer.SparseOf);
    }

    /// <summary>Windows of the input, a row a position.</summary>
    public int[,] Input { get; }

    /// <summary>Filters, a column each.</summary>
    public int[,] Filter { get; }

    private static int Address(ScaleSimLayer layer, int position, int tap)
    {
        var (y, x) = (position / layer.OutputWidth * layer.Stride, position % layer.OutputWidth * (layer.StrideAcross ?? layer.Stride));
        var (row, rest) = Math.DivRem(tap, layer.FilterWidth * layer.Channels);
        var (column, channel) = Math.DivRem(rest, layer.Channels);
        return y + row >= layer.InputHeight || x + column >= layer.InputWidth ? -1
            : ((((y + row) * layer.InputWidth) + x + column) * layer.Channels) + channel;
    }

    // A pattern of ones and zeros, laid down each column again and again.
    private static bool[,] Mask(ScaleSimLayer layer, ScaleSimSparsity sparsity)
    {
        var random = new MersenneTwister(sparsity.Seed);
        var mask = new bool[layer.K, layer.N];
        for (var filter = 0; filter < layer.N; filter++)
        {
            var (ones, length) = sparsity.IsRowWise ? (random.Next(1, sparsity.BlockSize / 2), sparsity.BlockSize) : (layer.SparseKept, layer.SparseOf);
            for (var tap = 0; tap < layer.K; tap++) mask[tap, filter] = tap % length < ones;
        }
        return mask;
    }

    // N places for each block of M; rows at the end in which nothing stands are dropped.
    private static int[,] Condensed(int[,] filter, int kept, int of)
    {
        var columns = new List<List<int>>();
        for (var n = 0; n < filter.GetLength(1); n++)
        {
            var column = new List<int>();
            for (var top = 0; top < filter.GetLength(0); top += of)
            {
                var block = Enumerable.Range(top, Math.Min(of, filter.GetLength(0) - top)).Select(k => filter[k, n]).Where(a => a >= 0).ToList();
                column.AddRange([.. block, .. Enumerable.Repeat(-1, kept - block.Count)]);
            }
            columns.Add(column);
        }
        var rows = columns[0].Count;
        while (rows > 0 && columns.All(c => c[rows - 1] == -1)) rows--;
        return Filled(rows, columns.Count, (row, column) => columns[column][row]);
    }

    // Two blocks become as many places as one has, half of them each.
    private static int[,] Paired(int[,] filter, int block)
    {
        var pairs = (filter.GetLength(0) + (2 * block) - 1) / (2 * block);
        var paired = Filled(pairs * block, filter.GetLength(1), (_, _) => -1);
        for (var n = 0; n < filter.GetLength(1); n++)
        {
            var at = 0;
            for (var top = 0; top < pairs * 2 * block; top += block)
            {
                var left = Enumerable.Range(top, block).Where(k => k < filter.GetLength(0)).Select(k => filter[k, n]).Where(a => a >= 0).Take(block / 2).ToList();
                foreach (var address in left.Concat(Enumerable.Repeat(-1, (block / 2) - left.Count))) paired[at++, n] = address;
            }
        }
        return paired;
    }

    private static int[,] Filled(int rows, int columns, Func<int, int, int> at)
    {
        var matrix = new int[rows, columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++) matrix[row, column] = at(row, column);
        }
        return matrix;
    }
}
