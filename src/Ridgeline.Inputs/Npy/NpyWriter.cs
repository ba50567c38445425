using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Npy;

/// <summary>Writes one array as an .npy file, little-endian and row-major.</summary>
internal static class NpyWriter
{
    private const int Piece = 1 << 20;

    /// <summary>Writes a tensor. Narrow elements take a byte each; text is padded to its longest.</summary>
    public static void Write(Tensor tensor, Stream stream)
    {
        if (tensor.Data is StringData text)
        {
            WriteText(tensor, text, stream);
            return;
        }
        stream.Write(NpyHeader.Bytes(NpyType.Of(tensor.Element), tensor.Dims));
        if (tensor.Element.BitWidth() < 8)
        {
            stream.Write(NarrowElements.Unpack(tensor.Data.ToArray(), tensor.Element, tensor.Count));
            return;
        }
        var buffer = new byte[Piece];
        for (var at = 0L; at < tensor.Data.Length; at += Piece)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(Piece, tensor.Data.Length - at));
            tensor.Data.Read(at, piece);
            stream.Write(piece);
        }
    }

    private static void WriteText(Tensor tensor, StringData text, Stream stream)
    {
        var characters = text.Items.Select(item => Encoding.UTF32.GetBytes(Encoding.UTF8.GetString(item.Span))).ToList();
        var width = Math.Max(4, characters.Select(c => c.Length).DefaultIfEmpty(0).Max());
        stream.Write(NpyHeader.Bytes($"<U{width / 4}", tensor.Dims));
        foreach (var item in characters)
        {
            stream.Write(item);
            stream.Write(new byte[width - item.Length]);
        }
    }
}
