namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>One colour plane of a JPEG picture: its coefficients in blocks of 8x8, then its samples.</summary>
/// <param name="Id">Its number in the file.</param>
/// <param name="Across">Blocks of one unit side by side.</param>
/// <param name="Down">Blocks of one unit below each other.</param>
/// <param name="Table">Its quantisation table.</param>
internal sealed record JpegComponent(int Id, int Across, int Down, int Table)
{
    /// <summary>Coefficients of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>Blocks in a row, filled up to whole units.</summary>
    public int Columns { get; private set; }

    /// <summary>Rows of blocks, filled up to whole units.</summary>
    public int Rows { get; private set; }

    /// <summary>Blocks in a row that hold some of the picture: what a scan of this plane alone has.</summary>
    public int OwnColumns { get; private set; }

    /// <summary>Rows of blocks that hold some of the picture.</summary>
    public int OwnRows { get; private set; }

    /// <summary>Coefficients in natural order, block by block.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>The last first coefficient: each is coded as the difference to the one before.</summary>
    public int Previous { get; set; }

    /// <summary>Makes room for a picture.</summary>
    public void Size(int width, int height, int mostAcross, int mostDown)
    {
        var (unitsWide, unitsHigh) = (Units(width, 8 * mostAcross), Units(height, 8 * mostDown));
        (Columns, Rows) = (unitsWide * Across, unitsHigh * Down);
        (OwnColumns, OwnRows) = (Units(Units(width * Across, mostAcross), 8), Units(Units(height * Down, mostDown), 8));
        Coefficients = new short[(long)Columns * Rows * BlockSize];
    }

    /// <summary>The coefficients of a block.</summary>
    public Span<short> Block(int row, int column) => Coefficients.AsSpan(((row * Columns) + column) * BlockSize, BlockSize);

    /// <summary>Its samples, <see cref="Columns"/> x 8 a row.</summary>
    public byte[] Samples(ReadOnlySpan<ushort> quantisers)
    {
        var stride = Columns * 8;
        var samples = new byte[(long)stride * Rows * 8];
        Span<int> block = stackalloc int[BlockSize];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var coefficients = Block(row, column);
                for (var i = 0; i < BlockSize; i++) block[i] = coefficients[i] * quantisers[i];
                InverseCosine.Transform(block);
                for (var i = 0; i < BlockSize; i++)
                {
                    samples[(((row * 8) + (i / 8)) * stride) + (column * 8) + (i % 8)] = (byte)Math.Clamp(block[i] + 128, 0, 255);
                }
            }
        }
        return samples;
    }

    private static int Units(int length, int unit) => (length + unit - 1) / unit;
}
