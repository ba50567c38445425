namespace Ridgeline.Onnx.Tests;

/// <summary>Spoils a file in one of the ways in which files are spoilt, by chance or on purpose. The seed alone decides how.</summary>
internal static class Mutation
{
    private static readonly Func<Random, byte[], byte[], byte[]>[] s_kinds =
        [FlipBits, SetBytes, Truncate, Duplicate, Remove, Swap, InflateVarint, EditTag, Splice, Insert];

    public static byte[] Of(byte[] original, byte[] other, int seed)
    {
        var random = new Random(seed);
        var bytes = original;
        var rounds = random.Next(1, 4);
        for (var i = 0; i < rounds && bytes.Length > 0; i++) bytes = s_kinds[random.Next(s_kinds.Length)](random, bytes, other);
        return bytes;
    }

    private static byte[] FlipBits(Random random, byte[] bytes, byte[] other)
    {
        var copy = (byte[])bytes.Clone();
        for (var i = random.Next(1, 9); i > 0; i--) copy[At(random, copy)] ^= (byte)(1 << random.Next(8));
        return copy;
    }

    private static byte[] SetBytes(Random random, byte[] bytes, byte[] other)
    {
        var copy = (byte[])bytes.Clone();
        byte[] telling = [0, 1, 0x7f, 0x80, 0xff];
        for (var i = random.Next(1, 5); i > 0; i--) copy[At(random, copy)] = random.Next(2) == 0 ? telling[random.Next(5)] : (byte)random.Next(256);
        return copy;
    }

    private static byte[] Truncate(Random random, byte[] bytes, byte[] other) => bytes[..random.Next(bytes.Length)];

    private static byte[] Duplicate(Random random, byte[] bytes, byte[] other)
    {
        var (start, end) = Chunk(random, bytes);
        return [.. bytes[..end], .. bytes[start..end], .. bytes[end..]];
    }

    private static byte[] Remove(Random random, byte[] bytes, byte[] other)
    {
        var (start, end) = Chunk(random, bytes);
        return [.. bytes[..start], .. bytes[end..]];
    }

    private static byte[] Swap(Random random, byte[] bytes, byte[] other)
    {
        var (start, end) = Chunk(random, bytes);
        var middle = random.Next(start, end + 1);
        return [.. bytes[..start], .. bytes[middle..end], .. bytes[start..middle], .. bytes[end..]];
    }

    private static byte[] InflateVarint(Random random, byte[] bytes, byte[] other)
    {
        var at = At(random, bytes);
        var length = random.Next(1, 12);
        return [.. bytes[..at], .. Enumerable.Repeat((byte)(0x80 | random.Next(128)), length), bytes[at], .. bytes[(at + 1)..]];
    }

    // In these small messages most bytes of this range are tags.
    private static byte[] EditTag(Random random, byte[] bytes, byte[] other)
    {
        var copy = (byte[])bytes.Clone();
        for (var tries = 0; tries < 50; tries++)
        {
            var at = At(random, copy);
            if (copy[at] is < 8 or > 0xba || (copy[at] & 7) is not (0 or 2 or 5)) continue;
            copy[at] = (byte)((random.Next(1, 27) << 3) | (random.Next(4) == 0 ? random.Next(8) : copy[at] & 7));
            break;
        }
        return copy;
    }

    private static byte[] Splice(Random random, byte[] bytes, byte[] other)
    {
        var (start, end) = Chunk(random, other);
        var at = At(random, bytes);
        return [.. bytes[..at], .. other[start..end], .. bytes[(random.Next(2) == 0 ? at : Math.Min(bytes.Length, at + end - start))..]];
    }

    private static byte[] Insert(Random random, byte[] bytes, byte[] other)
    {
        var at = At(random, bytes);
        var noise = new byte[random.Next(1, 16)];
        random.NextBytes(noise);
        return [.. bytes[..at], .. noise, .. bytes[at..]];
    }

    // Weights fill most of a file and say little: the structure is at both ends, so half of the places are taken from there.
    private static int At(Random random, byte[] bytes) => random.Next(4) switch
    {
        0 => random.Next(Math.Min(bytes.Length, 3000)),
        1 => bytes.Length - 1 - random.Next(Math.Min(bytes.Length, 1500)),
        _ => random.Next(bytes.Length),
    };

    private static (int Start, int End) Chunk(Random random, byte[] bytes)
    {
        var start = At(random, bytes);
        return (start, Math.Min(bytes.Length, start + random.Next(1, 300)));
    }
}
