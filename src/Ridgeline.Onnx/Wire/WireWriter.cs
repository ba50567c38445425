using System.Buffers.Binary;
using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Wire;

/// <summary>
/// Writes protobuf fields in two rounds. A message stands behind its length, so the first round writes nothing and notes the lengths of messages in
/// the order in which they begin; the second does the same calls and writes. A weight of any size passes through in pieces.
/// </summary>
internal sealed class WireWriter
{
    private const int Piece = 1 << 20;
    private readonly Stream? _stream;
    private readonly List<long> _sizes;
    private readonly Stack<(int Slot, long Start)> _open = [];
    private readonly byte[] _buffer;
    private int _used;
    private int _next;

    private WireWriter(Stream? stream, List<long> sizes) => (_stream, _sizes, _buffer) = (stream, sizes, stream is null ? [] : new byte[Piece]);

    /// <summary>Bytes so far.</summary>
    public long Length { get; private set; }

    /// <summary>The first round: counts.</summary>
    public static WireWriter Measuring() => new(null, []);

    /// <summary>The second round: writes what this one counted.</summary>
    public WireWriter Writing(Stream stream) => new(stream, _sizes);

    /// <summary>Begins a message.</summary>
    public void Begin(int field)
    {
        Tag(field, WireType.Length);
        if (_stream is null)
        {
            _open.Push((_sizes.Count, Length));
            _sizes.Add(0);
        }
        else
        {
            Varint((ulong)_sizes[_next++]);
        }
    }

    /// <summary>Ends the message that began last.</summary>
    public void End()
    {
        if (_stream is not null) return;
        var (slot, start) = _open.Pop();
        _sizes[slot] = Length - start;
        Length += VarintLength((ulong)_sizes[slot]);
    }

    /// <summary>An integer.</summary>
    public void Int64(int field, long value)
    {
        Tag(field, WireType.Varint);
        Varint((ulong)value);
    }

    /// <summary>A real number.</summary>
    public void Single(int field, float value)
    {
        Tag(field, WireType.Fixed32);
        Single(value);
    }

    /// <summary>A text.</summary>
    public void Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    /// <summary>A text, unless it is empty.</summary>
    public void TextIfAny(int field, string text)
    {
        if (text.Length > 0) Text(field, text);
    }

    /// <summary>Bytes.</summary>
    public void Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, WireType.Length);
        Varint((ulong)bytes.Length);
        Raw(bytes);
    }

    /// <summary>Numbers, packed.</summary>
    public void Packed(int field, ReadOnlySpan<long> values)
    {
        if (values.IsEmpty) return;
        Tag(field, WireType.Length);
        var length = 0;
        foreach (var value in values) length += VarintLength((ulong)value);
        Varint((ulong)length);
        foreach (var value in values) Varint((ulong)value);
    }

    /// <summary>Real numbers, packed.</summary>
    public void Packed(int field, ReadOnlySpan<float> values)
    {
        if (values.IsEmpty) return;
        Tag(field, WireType.Length);
        Varint((ulong)values.Length * sizeof(float));
        foreach (var value in values) Single(value);
    }

    /// <summary>The elements of a tensor.</summary>
    public void Data(int field, TensorData data)
    {
        Tag(field, WireType.Length);
        Varint((ulong)data.Length);
        Length += data.Length;
        if (_stream is null) return;
        Flush();
        for (var at = 0L; at < data.Length; at += Piece)
        {
            var piece = _buffer.AsSpan(0, (int)Math.Min(Piece, data.Length - at));
            data.Read(at, piece);
            _stream.Write(piece);
        }
    }

    /// <summary>Bytes that are whole fields already.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Length += bytes.Length;
        if (_stream is null) return;
        if (bytes.Length > _buffer.Length - _used) Flush();
        if (bytes.Length > _buffer.Length)
        {
            _stream.Write(bytes);
            return;
        }
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    /// <summary>Hands over what is still held back.</summary>
    public void Flush()
    {
        _stream?.Write(_buffer.AsSpan(0, _used));
        _used = 0;
    }

    private void Single(float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Raw(bytes);
    }

    private void Tag(int field, WireType type) => Varint((ulong)((field << 3) | (int)type));

    private void Varint(ulong value)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        for (; value >= 0x80; value >>= 7) bytes[count++] = (byte)(value | 0x80);
        bytes[count++] = (byte)value;
        Raw(bytes[..count]);
    }

    private static int VarintLength(ulong value)
    {
        var length = 1;
        while ((value >>= 7) > 0) length++;
        return length;
    }
}
