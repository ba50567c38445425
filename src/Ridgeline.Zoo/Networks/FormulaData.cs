using System.Buffers.Binary;
using Ridgeline.Graphs;

namespace Ridgeline.Zoo.Networks;

/// <summary>
/// Elements computed from their index when they are read: the tables of position encodings, exact and yet of no size in memory.
/// </summary>
/// <param name="element">Float, Float16 or BFloat16.</param>
/// <param name="count">How many.</param>
/// <param name="formula">The element at an index.</param>
internal sealed class FormulaData(ElementType element, long count, Func<long, double> formula) : TensorData
{
    public override long Length { get; } = element.BytesFor(count).Value;

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        var width = element.BitWidth() / 8;
        Span<byte> one = stackalloc byte[sizeof(float)];
        for (var done = 0; done < destination.Length;)
        {
            var within = (int)((offset + done) % width);
            Write(one, (float)formula((offset + done) / width));
            var take = Math.Min(width - within, destination.Length - done);
            one.Slice(within, take).CopyTo(destination[done..]);
            done += take;
        }
    }

    private void Write(Span<byte> one, float number)
    {
        switch (element)
        {
            case ElementType.Float16: BinaryPrimitives.WriteHalfLittleEndian(one, (Half)number); break;
            // Half of the last kept place is added first: plain truncation would bias every entry towards zero.
            case ElementType.BFloat16:
                BinaryPrimitives.WriteUInt16LittleEndian(one, (ushort)((BitConverter.SingleToUInt32Bits(number) + 0x7fff) >> 16));
                break;
            default: BinaryPrimitives.WriteSingleLittleEndian(one, number); break;
        }
    }
}
