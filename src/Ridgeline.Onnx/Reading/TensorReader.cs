using Ridgeline.Graphs;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>TensorProto</c>. Elements stay where they are in the file if they lie there as plain bytes.</summary>
internal static class TensorReader
{
    public static TensorEntry Read(WireReader reader, ReadSession session)
    {
        var header = TensorHeader.Read(reader, session);
        var data = Check(header, session) is { } count ? Data(header, count, reader, session) : null;
        return new(header, data is null ? null : new(header.Element, header.Dims, data));
    }

    private static long? Check(TensorHeader header, ReadSession session)
    {
        if (header.HasSegment)
        {
            session.Error("ONNX123", header.Offset, $"{header.Label} is one segment of a larger one", "Export the model with whole tensors.");
            return null;
        }
        if (!header.Element.IsDefined())
        {
            session.Error("ONNX122", header.Offset, $"{header.Label} has the element type {(int)header.Element}, which ONNX does not define",
                "It may be newer than this reader, or the file is damaged.");
            return null;
        }
        var count = Tensor.CountOf(header.Dims);
        if (count is null)
        {
            session.Error("ONNX120", header.Offset, $"{header.Label} has the impossible dimensions [{string.Join(", ", header.Dims)}]",
                "A constant has dimensions of 0 or more, and a size that fits a machine.");
        }
        return count;
    }

    private static TensorData? Data(TensorHeader header, long count, WireReader reader, ReadSession session)
    {
        if (header.IsExternal) return session.External.Find(header, count);
        if (header.Raw is { } raw && !(header.HasTyped && raw.Equals(new(raw.Start, raw.Start)))) return RawData(header, raw, count, session);
        return header.Element == ElementType.String ? TypedData.Strings(header, count, reader, session) : TypedData.Read(header, count, reader, session);
    }

    private static TensorData? RawData(TensorHeader header, Range raw, long count, ReadSession session)
    {
        if (header.Element == ElementType.String)
        {
            session.Error("ONNX121", header.Offset, $"{header.Label} holds text as raw bytes", "Text belongs into string_data.");
            return null;
        }
        var (length, needed) = (raw.End.Value - raw.Start.Value, header.Element.BytesFor(count).Value);
        if (length == needed) return session.Source.Data(raw);
        session.Error("ONNX121", header.Offset, $"{header.Label} is {header.Signature}, which takes {needed} bytes, but {length} are there",
            "The file is damaged, or its exporter wrote a wrong shape.");
        return null;
    }
}
