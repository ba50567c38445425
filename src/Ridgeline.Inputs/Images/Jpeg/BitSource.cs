namespace Ridgeline.Inputs.Images.Jpeg;

/// <summary>The bits of one scan, highest first. A byte of ones is followed by a zero byte that does not count, or by a marker that ends the scan.</summary>
/// <param name="file">The whole file.</param>
/// <param name="start">Where the scan begins.</param>
internal sealed class BitSource(byte[] file, int start)
{
    private const byte MarkerStart = 0xff;
    private int _held;
    private int _left;

    /// <summary>Where the next byte lies.</summary>
    public int Position { get; private set; } = start;

    /// <summary>One bit.</summary>
    public int Bit()
    {
        if (_left == 0) Fetch();
        return (_held >> --_left) & 1;
    }

    /// <summary>An unsigned number of some bits.</summary>
    public int Bits(int count)
    {
        var value = 0;
        for (; count > 0; count--) value = (value << 1) | Bit();
        return value;
    }

    /// <summary>A signed number: the lower half of the range stands for negative ones (T.81, F.2.2.1).</summary>
    public int Signed(int count)
    {
        if (count == 0) return 0;
        var value = Bits(count);
        return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /// <summary>Drops what is left of a byte and passes a restart marker.</summary>
    public void Restart()
    {
        _left = 0;
        if (Position + 1 >= file.Length || file[Position] != MarkerStart || (file[Position + 1] & 0xf8) != 0xd0)
        {
            throw new InputProblem("INPUT103", "the picture is damaged: a restart marker is missing");
        }
        Position += 2;
    }

    private void Fetch()
    {
        if (Position >= file.Length) throw new InputProblem("INPUT102", "the picture is cut off");
        _held = file[Position++];
        _left = 8;
        if (_held != MarkerStart) return;
        if (Position >= file.Length || file[Position] != 0) throw new InputProblem("INPUT102", "the picture is cut off or damaged: a scan ends too early");
        Position++;
    }
}
