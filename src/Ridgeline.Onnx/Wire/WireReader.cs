using System.Buffers.Binary;
using System.Text;

namespace Ridgeline.Onnx.Wire;

/// <summary>
/// Walks over the fields of one protobuf message without copying. It always holds the bytes of the whole file, so that a position is an offset
/// in the file and every complaint can name it.
/// </summary>
internal ref struct WireReader
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly int _end;
    private int _position;

    public WireReader(ReadOnlySpan<byte> file)
        : this(file, 0, file.Length)
    {
    }

    private WireReader(ReadOnlySpan<byte> file, int start, int end)
    {
        _file = file;
        _position = start;
        _end = end;
    }

    /// <summary>The number of the field that <see cref="Next"/> stopped at.</summary>
    public int Field { get; private set; }

    /// <summary>How its content is laid out.</summary>
    public WireType Type { get; private set; }

    /// <summary>Where its tag stands in the file.</summary>
    public int Tag { get; private set; }

    /// <summary>Where the next unread byte stands in the file.</summary>
    public readonly int Position => _position;

    /// <summary>Steps to the next field; false at the end of the message. The content must then be read or skipped.</summary>
    public bool Next()
    {
        if (_position >= _end) return false;
        Tag = _position;
        var tag = RawVarint();
        if (tag is < 8 or > uint.MaxValue) throw Broken(Tag, $"{tag} is no field tag");
        Field = (int)(tag >> 3);
        Type = (WireType)(tag & 7);
        if (Type is not (WireType.Varint or WireType.Fixed64 or WireType.Length or WireType.Fixed32))
        {
            throw Broken(Tag, $"field {Field} has wire type {(int)Type}, which no ONNX file has");
        }
        return true;
    }

    /// <summary>Passes over the content of the current field.</summary>
    public void Skip()
    {
        switch (Type)
        {
            case WireType.Varint: RawVarint(); break;
            case WireType.Fixed64: Take(8); break;
            case WireType.Fixed32: Take(4); break;
            default: Length(); break;
        }
    }

    /// <summary>An integer field.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return (long)RawVarint();
    }

    /// <summary>A 32-bit integer field; protobuf cuts wider values down.</summary>
    public int Int32() => unchecked((int)Int64());

    /// <summary>A real field.</summary>
    public float Single()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(_file[Take(4)..]);
    }

    /// <summary>The bytes of a field of 4 or 8 bytes.</summary>
    public ReadOnlySpan<byte> Fixed(int width)
    {
        Expect(width == sizeof(float) ? WireType.Fixed32 : WireType.Fixed64);
        return _file.Slice(Take(width), width);
    }

    /// <summary>A text field.</summary>
    public string Text() => Encoding.UTF8.GetString(Bytes());

    /// <summary>The content of a field of bytes, text or a packed list.</summary>
    public ReadOnlySpan<byte> Bytes() => _file[Range()];

    /// <summary>Where in the file the content of such a field lies.</summary>
    public Range Range()
    {
        Expect(WireType.Length);
        var length = Length();
        return new(_position - length, _position);
    }

    /// <summary>A reader of the message in this field.</summary>
    public WireReader Message()
    {
        Expect(WireType.Length);
        var length = Length();
        return new(_file, _position - length, _position);
    }

    /// <summary>A reader of what lies in a range of the file.</summary>
    public readonly WireReader At(Range range) => new(_file, range.Start.Value, range.End.Value);

    /// <summary>The bytes in a range of the file.</summary>
    public readonly ReadOnlySpan<byte> Content(Range range) => _file[range];

    /// <summary>Whether unread elements of a packed list are left.</summary>
    public readonly bool HasMore => _position < _end;

    /// <summary>The next element of a packed list of integers.</summary>
    public ulong PackedVarint() => RawVarint();

    /// <summary>A complaint about content that is not what it should be.</summary>
    public static OnnxFormatException Broken(int offset, string message) => new("ONNX104", offset, message,
        "The file is damaged or no ONNX model. Download or export it again.");

    private readonly void Expect(WireType type)
    {
        if (Type != type)
        {
            throw new OnnxFormatException("ONNX105", Tag, $"field {Field} is laid out as {Type} and should be {type}",
                "The file is damaged or no ONNX model. Download or export it again.");
        }
    }

    private int Length()
    {
        var at = _position;
        var length = RawVarint();
        if (length > (ulong)(_end - _position))
        {
            throw new OnnxFormatException("ONNX103", at, $"field {Field} claims {length} bytes where {_end - _position} are left",
                "The file ends too early or is damaged. Download or export it again.");
        }
        _position += (int)length;
        return (int)length;
    }

    private int Take(int count)
    {
        if (_end - _position < count) throw Truncated();
        _position += count;
        return _position - count;
    }

    private ulong RawVarint()
    {
        ulong value = 0;
        var start = _position;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (_position >= _end) throw Truncated();
            var next = _file[_position++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
        throw Broken(start, "an integer of more than 10 bytes");
    }

    private readonly OnnxFormatException Truncated() => new("ONNX103", _position, "the data end in the middle of a field",
        "The file ends too early or is damaged. Download or export it again.");
}
