using System.Runtime.CompilerServices;

namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// The matrix of an operand as addresses: a base a row plus an offset a column. Windows of a convolution overlap, so that one address stands in many places;
/// nothing stands where a window reaches beyond the input, or a weight was pruned.
/// </summary>
internal sealed class AddressMatrix
{
    private readonly int[] _rows;
    private readonly int[] _columns;
    private readonly (int Y, int X)[]? _rowPlaces;
    private readonly (int Y, int X)[]? _columnPlaces;
    private readonly (int Height, int Width) _bounds;

    private AddressMatrix(int[] rows, int[] columns, int size) => (_rows, _columns, Size) = (rows, columns, size);

    private AddressMatrix(int[] rows, int[] columns, int size, (int Y, int X)[]? rowPlaces, (int Y, int X)[]? columnPlaces, (int Height, int Width) bounds)
        : this(rows, columns, size) => (_rowPlaces, _columnPlaces, _bounds) = (rowPlaces, columnPlaces, bounds);

    /// <summary>Nothing is at this address.</summary>
    public const int None = -1;

    public int Rows => _rows.Length;

    public int Columns => _columns.Length;

    /// <summary>All addresses are below it.</summary>
    public int Size { get; }

    /// <summary>Windows of the input, a row a position: [M, K], or of each only these of its K places.</summary>
    public static AddressMatrix Input(ScaleSimLayer layer, int[] taps)
    {
        var (width, channels) = (layer.InputWidth, layer.Channels);
        var rowPlaces = new (int Y, int X)[layer.M];
        for (var m = 0; m < rowPlaces.Length; m++) rowPlaces[m] = (m / layer.OutputWidth * layer.Stride, m % layer.OutputWidth * layer.Across);
        var columnPlaces = new (int Y, int X)[taps.Length];
        var columns = new int[taps.Length];
        for (var k = 0; k < columns.Length; k++)
        {
            var (y, rest) = Math.DivRem(taps[k], layer.FilterWidth * channels);
            columnPlaces[k] = (y, rest / channels);
            columns[k] = (((y * width) + (rest / channels)) * channels) + (rest % channels);
        }
        var rows = Array.ConvertAll(rowPlaces, place => ((place.Y * width) + place.X) * channels);
        var last = rowPlaces[^1];
        var overhangs = last.Y + layer.FilterHeight > layer.InputHeight || last.X + layer.FilterWidth > width;
        var size = layer.InputHeight * width * channels;
        return overhangs ? new(rows, columns, size, rowPlaces, columnPlaces, (layer.InputHeight, width)) : new(rows, columns, size);
    }

    /// <summary>Filters, a column each: [K, N], or of each only these of its K weights.</summary>
    public static AddressMatrix Filter(ScaleSimLayer layer, int[] taps)
        => new([.. taps.Select(k => k * layer.N)], [.. Enumerable.Range(0, layer.N)], layer.K * layer.N);

    /// <summary>
    /// Filters, a column each, of which each block of so many weights keeps its first ones, as many as its column says and half a block at most: [ceil(K / 2 block) block, N],
    /// half a block a block.
    /// </summary>
    public static AddressMatrix Filter(ScaleSimLayer layer, int block, int[] kept)
    {
        var (half, k) = (block / 2, layer.K);
        var height = checked((k + (2 * block) - 1) / (2 * block) * block);
        // A place is its number within its block, and its weight; nothing is there from the number on that its column keeps, nor behind the last weight.
        var rowPlaces = new (int Y, int X)[height];
        for (var row = 0; row < height; row++) rowPlaces[row] = (row % half, (row / half * block) + (row % half));
        return new([.. rowPlaces.Select(p => p.X < k ? p.X * layer.N : 0)], [.. Enumerable.Range(0, layer.N)], k * layer.N, rowPlaces,
            [.. kept.Select(n => (half - n, 0))], (half, k));
    }

    /// <summary>The same with rows for columns.</summary>
    public AddressMatrix Transposed() => new(_columns, _rows, Size, _columnPlaces, _rowPlaces, _bounds);

    /// <summary>The address at a place; <see cref="None"/> where nothing stands.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int row, int column) => _rowPlaces is not null && IsOutside(row, column) ? None : _rows[row] + _columns[column];

    private bool IsOutside(int row, int column)
        => _rowPlaces![row].Y + _columnPlaces![column].Y >= _bounds.Height || _rowPlaces[row].X + _columnPlaces[column].X >= _bounds.Width;
}
