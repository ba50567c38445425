namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>One scan: some planes, some coefficients of them, and to which bit. A sequential picture has one of all.</summary>
/// <param name="bits">Its bits.</param>
/// <param name="isProgressive">Whether coefficients come in pieces.</param>
internal sealed class JpegScan(BitSource bits, bool isProgressive)
{
    private const int ZeroRun = 16;

    /// <summary>Where the coefficients of a block stand, in the order in which they are coded.</summary>
    public static readonly byte[] NaturalOrder =
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    private int _blocksToSkip;

    /// <summary>The planes, each with its tables for the first coefficient and for the others.</summary>
    public required IReadOnlyList<(JpegComponent Plane, HuffmanTable? First, HuffmanTable? Others)> Planes { get; init; }

    /// <summary>The first and last coefficient.</summary>
    public required (int First, int Last) Range { get; init; }

    /// <summary>The bit to which coefficients were known before, and are now; 0 before means not at all.</summary>
    public required (int Before, int Now) Bit { get; init; }

    /// <summary>Reads all blocks.</summary>
    /// <param name="restart">Units between restarts; 0 for none.</param>
    public void Read(int restart)
    {
        foreach (var (plane, _, _) in Planes) plane.Previous = 0;
        var only = Planes is [var single] ? single.Plane : null;
        var (columns, rows) = only is not null ? (only.OwnColumns, only.OwnRows)
            : (Planes[0].Plane.Columns / Planes[0].Plane.Across, Planes[0].Plane.Rows / Planes[0].Plane.Down);
        var done = 0;
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                if (restart > 0 && done > 0 && done % restart == 0) Restart();
                if (only is not null) Block(Planes[0], row, column);
                else Unit(row, column);
                done++;
            }
        }
    }

    private void Restart()
    {
        bits.Restart();
        _blocksToSkip = 0;
        foreach (var (plane, _, _) in Planes) plane.Previous = 0;
    }

    private void Unit(int row, int column)
    {
        foreach (var plane in Planes)
        {
            for (var y = 0; y < plane.Plane.Down; y++)
            {
                for (var x = 0; x < plane.Plane.Across; x++) Block(plane, (row * plane.Plane.Down) + y, (column * plane.Plane.Across) + x);
            }
        }
    }

    private void Block((JpegComponent Plane, HuffmanTable? First, HuffmanTable? Others) plane, int row, int column)
    {
        var block = plane.Plane.Block(row, column);
        var at = Range.First;
        if (at == 0)
        {
            if (Bit.Before == 0)
            {
                plane.Plane.Previous += bits.Signed(Length(Need(plane.First).Next(bits)));
                block[0] = (short)(plane.Plane.Previous << Bit.Now);
            }
            else if (bits.Bit() == 1) block[0] |= (short)(1 << Bit.Now);
            at = 1;
        }
        if (Range.Last == 0) return;
        if (Bit.Before == 0) First(block, at, Need(plane.Others));
        else Refine(block, at, Need(plane.Others));
    }

    // A run of zeros and the length of the number behind it share a byte.
    private void First(Span<short> block, int at, HuffmanTable table)
    {
        if (_blocksToSkip > 0)
        {
            _blocksToSkip--;
            return;
        }
        while (at <= Range.Last)
        {
            var code = table.Next(bits);
            var (run, length) = (code >> 4, code & 15);
            if (length == 0)
            {
                if (run == 15)
                {
                    at += ZeroRun;
                    continue;
                }
                if (isProgressive) _blocksToSkip = (1 << run) - 1 + bits.Bits(run);
                return;
            }
            at += run;
            if (at >= JpegComponent.BlockSize) throw new InputProblem("INPUT103", "the picture is damaged: a block of more than 64 coefficients");
            block[NaturalOrder[at++]] = (short)(bits.Signed(length) << Bit.Now);
        }
    }

    // T.81, G.1.2.3: each coefficient that is not zero yet gets one more bit; new ones come between.
    private void Refine(Span<short> block, int at, HuffmanTable table)
    {
        var step = 1 << Bit.Now;
        while (_blocksToSkip == 0 && at <= Range.Last)
        {
            var code = table.Next(bits);
            var (run, length) = (code >> 4, code & 15);
            var fresh = 0;
            if (length > 0) fresh = bits.Bit() == 1 ? step : -step;
            else if (run < 15)
            {
                _blocksToSkip = (1 << run) + bits.Bits(run);
                break;
            }
            at = Pass(block, at, run, step);
            if (fresh != 0 && at <= Range.Last) block[NaturalOrder[at]] = (short)fresh;
            at++;
        }
        if (_blocksToSkip == 0) return;
        Pass(block, at, int.MaxValue, step);
        _blocksToSkip--;
    }

    // Refines what is not zero until a number of zeros was passed; ends on the zero after them.
    private int Pass(Span<short> block, int at, int zeros, int step)
    {
        for (; at <= Range.Last; at++)
        {
            ref var coefficient = ref block[NaturalOrder[at]];
            if (coefficient == 0)
            {
                if (zeros-- == 0) break;
            }
            else if (bits.Bit() == 1 && (coefficient & step) == 0) coefficient += (short)(coefficient > 0 ? step : -step);
        }
        return at;
    }

    private static int Length(int code) => code <= 15 ? code : throw new InputProblem("INPUT103", $"the picture is damaged: a number of {code} bits");

    private static HuffmanTable Need(HuffmanTable? table) => table ?? throw new InputProblem("INPUT103", "the picture is damaged: a Huffman table is missing");
}
