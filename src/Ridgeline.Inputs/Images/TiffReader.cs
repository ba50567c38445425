using System.Buffers.Binary;

namespace Ridgeline.Inputs.Images;

/// <summary>Reads TIFF pictures (TIFF 6.0, baseline) that are not compressed: grey, palette or RGB, 8 bits a sample, in strips.</summary>
internal sealed class TiffReader
{
    private const int Width = 256, Height = 257, Bits = 258, Compression = 259, Meaning = 262;
    private const int Offsets = 273, Samples = 277, StripRows = 278, Planes = 284, Colours = 320;
    private const int WhiteIsZero = 0, Colour = 2, Palette = 3;
    private const int MostTags = 4096;

    private readonly byte[] _file;
    private readonly bool _isBig;
    private readonly Dictionary<int, long[]> _tags = [];

    private TiffReader(byte[] file)
    {
        (_file, _isBig) = (file, file[0] == 'M');
        var at = At(Number(4, 4));
        var count = Number(at, 2);
        if (count > MostTags) throw new InputProblem("INPUT103", $"a TIFF picture with {count} tags is not known");
        for (var i = 0; i < count; i++) Tag(at + 2 + (i * 12));
    }

    public static Picture Read(byte[] file) => new TiffReader(file).Read();

    private Picture Read()
    {
        var (compression, bits, meaning, samples) = (Of(Compression, 1), Of(Bits, 1), Of(Meaning, 1), (int)Of(Samples, 1));
        var isKnown = samples is 1 or 3 or 4 && (meaning == Colour) == (samples >= 3) && meaning <= Palette;
        if (!isKnown || compression != 1 || bits != 8 || Of(Planes, 1) != 1)
        {
            throw new InputProblem("INPUT112", $"a TIFF picture of {samples} samples of {bits} bits and compression {compression} is not read", "save it as PNG");
        }
        var picture = Picture.Of(Of(Width, 0), Of(Height, 0));
        var rows = (int)Math.Min(Math.Max(1, Of(StripRows, picture.Height)), picture.Height);
        var strips = _tags.GetValueOrDefault(Offsets, []);
        var colours = _tags.GetValueOrDefault(Colours, []);
        for (var y = 0; y < picture.Height; y++)
        {
            var from = At(strips[y / rows]) + checked(y % rows * picture.Width * samples);
            for (var x = 0; x < picture.Width; x++, from += samples)
            {
                var value = _file[from];
                if (meaning == Palette) picture.Set(x, y, (byte)(colours[value] >> 8), (byte)(colours[value + 256] >> 8), (byte)(colours[value + 512] >> 8));
                else if (samples >= 3) picture.Set(x, y, value, _file[from + 1], _file[from + 2]);
                else Grey(picture, x, y, meaning == WhiteIsZero ? (byte)(255 - value) : value);
            }
        }
        return picture;
    }

    private static void Grey(Picture picture, int x, int y, byte value) => picture.Set(x, y, value, value, value);

    // Values of more than four bytes lie elsewhere. What is neither byte, short nor long says nothing about the pixels.
    private void Tag(int at)
    {
        var (size, count) = ((int)Number(at + 2, 2) switch { 1 => 1, 3 => 2, 4 => 4, _ => 0 }, Number(at + 4, 4));
        if (size == 0 || count * size > _file.Length) return;
        var from = count * size <= 4 ? at + 8 : At(Number(at + 8, 4));
        var values = new long[count];
        for (var i = 0; i < count; i++) values[i] = Number(from + (i * size), size);
        _tags[(int)Number(at, 2)] = values;
    }

    private long Of(int tag, long otherwise) => _tags.GetValueOrDefault(tag) is [var value, ..] ? value : otherwise;

    private int At(long offset) => offset <= _file.Length ? (int)offset : throw new InputProblem("INPUT102", "the picture ends too early");

    private long Number(int at, int size) => (size, _isBig) switch
    {
        (1, _) => _file[at],
        (2, true) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at)),
        (2, false) => BinaryPrimitives.ReadUInt16LittleEndian(_file.AsSpan(at)),
        (_, true) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at)),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(_file.AsSpan(at)),
    };
}
