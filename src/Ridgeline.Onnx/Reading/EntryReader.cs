using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads pairs: free-form properties and versions of operator sets.</summary>
internal static class EntryReader
{
    public static (string Key, string Text) Pair(WireReader reader, ReadSession session)
    {
        session.Count(reader.Position);
        var (key, text) = ("", "");
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case EntryFields.Key: key = reader.Text(); break;
                case EntryFields.Value: text = reader.Text(); break;
                default: reader.Skip(); break;
            }
        }
        return (key, text);
    }

    public static void Into(OrderedDictionary<string, string> metadata, WireReader reader, ReadSession session)
    {
        var (key, text) = Pair(reader, session);
        metadata[key] = text;
    }

    public static void Opset(OrderedDictionary<string, long> opsets, WireReader reader, ReadSession session)
    {
        session.Count(reader.Position);
        var domain = "";
        var version = 0L;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case OperatorSetFields.Domain: domain = reader.Text(); break;
                case OperatorSetFields.Version: version = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }
        opsets[domain == "ai.onnx" ? "" : domain] = version;
    }
}
