using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>All of a <c>TensorProto</c> but its elements, and where those lie.</summary>
internal sealed class TensorHeader
{
    private const int External = 1;

    private readonly List<long> _dims = [];

    private TensorHeader(int offset) => Offset = offset;

    public int Offset { get; }

    public string Name { get; private set; } = "";

    public string Doc { get; private set; } = "";

    public ElementType Element { get; private set; }

    public long[] Dims => [.. _dims];

    public bool IsExternal { get; private set; }

    public bool HasSegment { get; private set; }

    /// <summary>Where the bytes of <c>raw_data</c> lie, if the field is there.</summary>
    public Range? Raw { get; private set; }

    /// <summary>Whether one of the fields for elements of one type is there.</summary>
    public bool HasTyped { get; private set; }

    /// <summary>Entries of <c>external_data</c>.</summary>
    public OrderedDictionary<string, string>? ExternalEntries { get; private set; }

    public OrderedDictionary<string, string>? Metadata { get; private set; }

    /// <summary>What to call it in a message.</summary>
    public string Label => Name.Length == 0 ? "a tensor without a name" : $"the tensor {Quoted.Text(Name)}";

    /// <summary>Such as <c>float[2x3]</c>.</summary>
    public string Signature => $"{Element.Spelling()}[{string.Join('x', _dims)}]";

    public static TensorHeader Read(WireReader reader, ReadSession session)
    {
        var header = new TensorHeader(reader.Position);
        session.Count(reader.Position);
        while (reader.Next()) header.ReadField(ref reader, session);
        return header;
    }

    private void ReadField(ref WireReader reader, ReadSession session)
    {
        switch (reader.Field)
        {
            case TensorFields.Dims:
                ScalarLists.Integers(ref reader, _dims);
                if (_dims.Count > TypeReader.MostDimensions) throw TypeReader.TooManyDimensions(reader.Tag);
                break;
            case TensorFields.DataType: Element = (ElementType)reader.Int32(); break;
            case TensorFields.Segment:
                HasSegment = true;
                reader.Skip();
                break;
            case TensorFields.Name: Name = reader.Text(); break;
            case TensorFields.DocString: Doc = reader.Text(); break;
            case TensorFields.RawData: Raw = reader.Range(); break;
            case TensorFields.DataLocation: IsExternal = reader.Int32() == External; break;
            case TensorFields.ExternalData: EntryReader.Into(ExternalEntries ??= [], reader.Message(), session); break;
            case TensorFields.MetadataProps: EntryReader.Into(Metadata ??= [], reader.Message(), session); break;
            case TensorFields.FloatData or TensorFields.Int32Data or TensorFields.Int64Data or TensorFields.StringData
                or TensorFields.DoubleData or TensorFields.Uint64Data:
                HasTyped = true;
                reader.Skip();
                break;
            default: reader.Skip(); break;
        }
    }
}
