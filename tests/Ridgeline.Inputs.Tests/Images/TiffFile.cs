using System.Buffers.Binary;

namespace Ridgeline.Inputs.Tests.Images;

/// <summary>Writes TIFF pictures of one row a strip, as the standard lays them out.</summary>
internal static class TiffFile
{
    private const int Entry = 12, Head = 8;

    /// <summary>A sample of a palette's entry, 0 to 2: what the palettes written here hold.</summary>
    public static byte Colour(int entry, int sample) => (byte)(entry ^ (sample * 85));

    /// <summary>A picture of 8 bits a sample.</summary>
    public static byte[] Of(bool isBig, int meaning, int samples, int width, int height, byte[] pixels)
    {
        List<(int Tag, int Kind, int[] Values)> tags =
        [
            (256, 3, [width]), (257, 4, [height]), (258, 3, [.. Enumerable.Repeat(8, samples)]), (259, 3, [1]), (262, 3, [meaning]), (273, 4, new int[height]), (277, 3, [samples]), (278, 3, [1]),
        ];
        if (meaning == 3) tags.Add((320, 3, [.. Enumerable.Range(0, 768).Select(i => Colour(i % 256, i / 256) << 8)]));
        var places = Head + 2 + (tags.Count * Entry) + 4;
        var start = places + tags.Sum(t => t.Values.Length * (t.Kind == 3 ? 2 : 4));
        for (var y = 0; y < height; y++) tags[5].Values[y] = start + (y * width * samples);
        var file = new byte[start + pixels.Length];
        pixels.CopyTo(file, start);
        file[0] = file[1] = (byte)(isBig ? 'M' : 'I');
        Write(2, 2, 42);
        Write(4, 4, Head);
        Write(Head, 2, tags.Count);
        for (var i = 0; i < tags.Count; i++)
        {
            var (tag, kind, values) = tags[i];
            var (at, size) = (Head + 2 + (i * Entry), kind == 3 ? 2 : 4);
            Write(at, 2, tag);
            Write(at + 2, 2, kind);
            Write(at + 4, 4, values.Length);
            var to = at + 8;
            if (values.Length * size > 4)
            {
                Write(at + 8, 4, places);
                (to, places) = (places, places + (values.Length * size));
            }
            for (var v = 0; v < values.Length; v++) Write(to + (v * size), size, values[v]);
        }
        return file;

        void Write(int at, int size, int value)
        {
            if (size == 2 && isBig) BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(at), (ushort)value);
            else if (size == 2) BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), (ushort)value);
            else if (isBig) BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(at), value);
            else BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(at), value);
        }
    }
}
