using System.Buffers.Binary;

namespace Ridgeline.Inputs.Images;

/// <summary>How a PNG picture stores a pixel.</summary>
internal sealed class PngColours
{
    private const int Grey = 0, Rgb = 2, Indexed = 3, GreyAlpha = 4, RgbAlpha = 6;

    private readonly int _type, _depth, _channels;
    private byte[] _palette = [];
    private byte[] _alphas = [];
    private int[]? _transparent;

    private PngColours(int type, int depth, int channels) => (_type, _depth, _channels) = (type, depth, channels);

    /// <summary>Bits that a pixel takes.</summary>
    public int BitsPerPixel => _depth * _channels;

    /// <exception cref="InputProblem">There is no such colour type, or none of this depth.</exception>
    public static PngColours Of(int type, int depth)
    {
        var channels = type switch { Grey or Indexed => 1, GreyAlpha => 2, Rgb => 3, RgbAlpha => 4, _ => 0 };
        var isKnown = depth is 8 or 16 || (depth is 1 or 2 or 4 && type is Grey or Indexed);
        if (channels == 0 || !isKnown || (type == Indexed && depth == 16)) throw new InputProblem("INPUT103", $"PNG has no colour type {type} of {depth} bits");
        return new(type, depth, channels);
    }

    public void SetPalette(ReadOnlySpan<byte> content) => _palette = content.ToArray();

    public void SetTransparency(ReadOnlySpan<byte> content)
    {
        if (_type == Indexed) _alphas = content.ToArray();
        else if (content.Length >= _channels * 2)
        {
            _transparent = new int[_channels];
            for (var c = 0; c < _channels; c++) _transparent[c] = BinaryPrimitives.ReadUInt16BigEndian(content[(c * 2)..]);
        }
    }

    /// <summary>A pixel of a row.</summary>
    public (byte Red, byte Green, byte Blue, byte Alpha) Pixel(ReadOnlySpan<byte> row, int x)
    {
        switch (_type)
        {
            case Indexed:
                var index = Sample(row, x);
                if ((index * 3) + 2 >= _palette.Length) throw new InputProblem("INPUT103", $"the picture is damaged: its palette has no colour {index}");
                return (_palette[index * 3], _palette[(index * 3) + 1], _palette[(index * 3) + 2], index < _alphas.Length ? _alphas[index] : (byte)255);
            case Grey or GreyAlpha:
                var grey = Byte(Sample(row, x * _channels));
                return (grey, grey, grey, _type == Grey ? Alpha(row, x) : Byte(Sample(row, (x * 2) + 1)));
            default:
                var at = x * _channels;
                return (Byte(Sample(row, at)), Byte(Sample(row, at + 1)), Byte(Sample(row, at + 2)), _type == Rgb ? Alpha(row, x) : Byte(Sample(row, at + 3)));
        }
    }

    private byte Alpha(ReadOnlySpan<byte> row, int x)
    {
        if (_transparent is null) return 255;
        for (var c = 0; c < _channels; c++)
        {
            if (Sample(row, (x * _channels) + c) != _transparent[c]) return 255;
        }
        return 0;
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        if (_depth == 8) return row[index];
        if (_depth == 16) return BinaryPrimitives.ReadUInt16BigEndian(row[(index * 2)..]);
        var bit = index * _depth;
        return (row[bit / 8] >> (8 - _depth - (bit % 8))) & ((1 << _depth) - 1);
    }

    private byte Byte(int sample) => _depth switch
    {
        8 => (byte)sample,
        16 => (byte)(sample >> 8),
        _ => (byte)(sample * 255 / ((1 << _depth) - 1)),
    };
}
