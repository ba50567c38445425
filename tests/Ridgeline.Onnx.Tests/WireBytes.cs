using System.Text;

namespace Ridgeline.Onnx.Tests;

/// <summary>Writes protobuf by hand, right or wrong as asked.</summary>
internal static class WireBytes
{
    public static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7) bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return [.. bytes];
    }

    public static byte[] Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    public static byte[] Int(int field, long value) => [.. Tag(field, 0), .. Varint((ulong)value)];

    public static byte[] Message(int field, params byte[][] parts)
    {
        var content = parts.SelectMany(p => p).ToArray();
        return [.. Tag(field, 2), .. Varint((ulong)content.Length), .. content];
    }

    public static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    /// <summary>A field that claims more bytes than it brings.</summary>
    public static byte[] Claim(int field, ulong length, params byte[] content) => [.. Tag(field, 2), .. Varint(length), .. content];
}
