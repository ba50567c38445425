using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>What a file says of a value: <c>ValueInfoProto</c>.</summary>
internal sealed class ValueInfo
{
    private string _doc = "";
    private DataType? _type;
    private OrderedDictionary<string, string>? _metadata;

    public string Name { get; private set; } = "";

    public static ValueInfo Read(WireReader reader, ReadSession session)
    {
        session.Count(reader.Position);
        var info = new ValueInfo();
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ValueInfoFields.Name: info.Name = reader.Text(); break;
                case ValueInfoFields.Type: info._type = TypeReader.Read(reader.Message(), session); break;
                case ValueInfoFields.DocString: info._doc = reader.Text(); break;
                case ValueInfoFields.MetadataProps: EntryReader.Into(info._metadata ??= [], reader.Message(), session); break;
                default: reader.Skip(); break;
            }
        }
        return info;
    }

    public void ApplyTo(Value value)
    {
        value.Type = _type ?? value.Type;
        if (_doc.Length > 0) value.Doc = _doc;
        value.Metadata = _metadata ?? value.Metadata;
    }
}
