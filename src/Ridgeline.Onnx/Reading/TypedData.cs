using System.Buffers.Binary;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads elements out of the fields that hold one type each, and lays them out as plain bytes.</summary>
internal static class TypedData
{
    public static TensorData? Read(TensorHeader header, long count, WireReader reader, ReadSession session)
    {
        var element = header.Element;
        var field = FieldOf(element);
        var bytes = element.BytesFor(count).Value;
        var width = ItemWidth(element);
        var isFixed = field is TensorFields.FloatData or TensorFields.DoubleData;
        // Counting first means that nothing is allocated for what is not there.
        var (items, whole) = CountItems(reader, field, isFixed ? width : 0);
        if (items != bytes / width || bytes > Array.MaxLength)
        {
            session.Error("ONNX121", header.Offset, $"{header.Label} is {header.Signature}, which takes {bytes / width} stored numbers, but {items} are there",
                "The file is damaged, or the values were left out or stored in the field of another type.");
            return null;
        }
        if (isFixed && whole is { } range) return session.Source.Data(range);
        var target = new byte[bytes];
        Copy(reader, field, isFixed, width, target);
        return new MemoryData(target);
    }

    public static TensorData? Strings(TensorHeader header, long count, WireReader reader, ReadSession session)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        while (reader.Next())
        {
            if (reader.Field == TensorFields.StringData)
            {
                session.Count(reader.Position);
                items.Add(reader.Bytes().ToArray());
            }
            else
            {
                reader.Skip();
            }
        }
        if (items.Count == count) return new StringData(items);
        session.Error("ONNX121", header.Offset, $"{header.Label} is {header.Signature}, but {items.Count} texts are there");
        return null;
    }

    private static int FieldOf(ElementType element) => element switch
    {
        ElementType.Float or ElementType.Complex64 => TensorFields.FloatData,
        ElementType.Double or ElementType.Complex128 => TensorFields.DoubleData,
        ElementType.Int64 => TensorFields.Int64Data,
        ElementType.UInt32 or ElementType.UInt64 => TensorFields.Uint64Data,
        _ => TensorFields.Int32Data,
    };

    // Bytes that one stored number becomes: elements of less than a byte are stored a byte at a time, complex ones as two numbers.
    private static int ItemWidth(ElementType element) => element switch
    {
        ElementType.Complex64 => sizeof(float),
        ElementType.Complex128 => sizeof(double),
        _ => Math.Max(1, element.BitWidth() / 8),
    };

    private static (long Items, Range? Whole) CountItems(WireReader reader, int field, int fixedWidth)
    {
        var items = 0L;
        var pieces = 0;
        Range? whole = null;
        while (reader.Next())
        {
            if (reader.Field != field || reader.Type != WireType.Length)
            {
                if (reader.Field == field) (items, pieces) = (items + 1, pieces + 1);
                reader.Skip();
                continue;
            }
            whole = reader.Range();
            pieces++;
            var bytes = reader.Content(whole.Value);
            if (fixedWidth > 0 && bytes.Length % fixedWidth != 0) throw WireReader.Broken(whole.Value.Start.Value, $"a list of numbers of {bytes.Length} bytes");
            // The last byte of each varint, and only that, has its top bit clear.
            items += fixedWidth > 0 ? bytes.Length / fixedWidth : bytes.Length - CountContinued(bytes);
        }
        return (items, pieces == 1 ? whole : null);
    }

    private static int CountContinued(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes) count += b >> 7;
        return count;
    }

    private static void Copy(WireReader reader, int field, bool isFixed, int width, Span<byte> target)
    {
        while (reader.Next())
        {
            if (reader.Field != field)
            {
                reader.Skip();
            }
            else if (isFixed)
            {
                var bytes = reader.Type == WireType.Length ? reader.Bytes() : reader.Fixed(width);
                bytes.CopyTo(target);
                target = target[bytes.Length..];
            }
            else if (reader.Type == WireType.Length)
            {
                var packed = reader.Message();
                while (packed.HasMore) target = Put(target, packed.PackedVarint(), width);
            }
            else
            {
                target = Put(target, (ulong)reader.Int64(), width);
            }
        }
    }

    private static Span<byte> Put(Span<byte> target, ulong item, int width)
    {
        switch (width)
        {
            case 1: target[0] = (byte)item; break;
            case 2: BinaryPrimitives.WriteUInt16LittleEndian(target, (ushort)item); break;
            case 4: BinaryPrimitives.WriteUInt32LittleEndian(target, (uint)item); break;
            default: BinaryPrimitives.WriteUInt64LittleEndian(target, item); break;
        }
        return target[width..];
    }
}
