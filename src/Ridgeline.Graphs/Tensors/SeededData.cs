using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ridgeline.Graphs;

/// <summary>
/// Elements made on demand from a seed. Element i depends on the seed and i alone, so any piece can be read in any order, and a
/// terabyte takes no memory.
/// </summary>
/// <param name="element">The type of the elements.</param>
/// <param name="count">How many.</param>
/// <param name="filling">What they look like.</param>
/// <param name="seed">Which of the many.</param>
public sealed class SeededData(ElementType element, long count, Filling filling, ulong seed) : TensorData
{
    /// <inheritdoc/>
    public override long Length { get; } = element.BytesFor(count).Value;

    /// <inheritdoc/>
    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        var width = element.BitWidth() / 8;
        if (width == 0)
        {
            for (var i = 0; i < destination.Length; i++) destination[i] = (byte)Hash(seed, (ulong)(offset + i));
            return;
        }
        if (element == ElementType.Float && offset % width == 0 && destination.Length % width == 0 && BitConverter.IsLittleEndian)
        {
            var floats = MemoryMarshal.Cast<byte, float>(destination);
            for (var i = 0; i < floats.Length; i++) floats[i] = (float)Real((offset / width) + i);
            return;
        }
        Span<byte> one = stackalloc byte[16];
        for (var done = 0; done < destination.Length;)
        {
            var at = offset + done;
            var within = (int)(at % width);
            Write(one, at / width);
            var take = Math.Min(width - within, destination.Length - done);
            one.Slice(within, take).CopyTo(destination[done..]);
            done += take;
        }
    }

    private void Write(Span<byte> one, long index)
    {
        switch (element)
        {
            case ElementType.Float: BinaryPrimitives.WriteSingleLittleEndian(one, (float)Real(index)); break;
            case ElementType.Double: BinaryPrimitives.WriteDoubleLittleEndian(one, Real(index)); break;
            case ElementType.Float16: BinaryPrimitives.WriteHalfLittleEndian(one, (Half)Real(index)); break;
            case ElementType.BFloat16:
                BinaryPrimitives.WriteUInt16LittleEndian(one, (ushort)(BitConverter.SingleToUInt32Bits((float)Real(index)) >> 16));
                break;
            case ElementType.Bool: one[0] = (byte)(Hash(seed, (ulong)index) & 1); break;
            default: BinaryPrimitives.WriteInt64LittleEndian(one, Integer(index)); break;
        }
    }

    // The sum of four uniforms is close enough to a bell curve for weights that only have to be of the right size.
    private double Real(long index)
    {
        if (filling.Spread == 0) return filling.Mean;
        var bits = Hash(seed, (ulong)index);
        var sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0xffff) + (bits >> 48);
        return filling.Mean + (((sum / 65536.0) - 2) * Math.Sqrt(3) * filling.Spread);
    }

    private long Integer(long index) => filling.Spread < 1
        ? (long)filling.Mean
        : (long)filling.Mean + (long)(Hash(seed, (ulong)index) % (ulong)filling.Spread);

    // The finaliser of splitmix64 (Steele, Lea, Flood 2014): a bijection that spreads every bit of a counter over the word.
    private static ulong Hash(ulong seed, ulong index)
    {
        var z = seed + ((index + 1) * 0x9e3779b97f4a7c15);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
