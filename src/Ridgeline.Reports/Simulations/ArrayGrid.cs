using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Simulations;

/// <summary>The cells of an array as squares; of a large one, blocks of cells.</summary>
internal sealed class ArrayGrid
{
    private const int MostSquares = 32;
    private const double Side = 560;

    public ArrayGrid(int rows, int columns)
    {
        (Rows, Columns) = (rows, columns);
        Block = Math.Max(1, (Math.Max(rows, columns) + MostSquares - 1) / MostSquares);
        Size = Math.Floor(Math.Min(28, Side / Math.Max(Down, Across)));
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Cells of an array along each side of a square.</summary>
    public int Block { get; }

    /// <summary>Pixels of a square.</summary>
    public double Size { get; }

    public int Down => (Rows + Block - 1) / Block;

    public int Across => (Columns + Block - 1) / Block;

    public double Height => Down * Size;

    public double Width => Across * Size;

    /// <summary>Draws all squares at a place: each in a colour, with what is said when it is pointed at.</summary>
    public void Draw(SvgDocument document, double x, double y, Func<int, int, (string Color, string Tip)> cell)
    {
        for (var row = 0; row < Down; row++)
        {
            for (var column = 0; column < Across; column++)
            {
                var (color, tip) = cell(row, column);
                document.Rect(x + (column * Size), y + (row * Size), Size - 1, Size - 1, color, tip: tip, radius: 2);
            }
        }
    }

    /// <summary>The cells of a square.</summary>
    public IEnumerable<(int Row, int Column)> Cells(int down, int across)
    {
        for (var row = down * Block; row < Math.Min(Rows, (down + 1) * Block); row++)
        {
            for (var column = across * Block; column < Math.Min(Columns, (across + 1) * Block); column++) yield return (row, column);
        }
    }
}
