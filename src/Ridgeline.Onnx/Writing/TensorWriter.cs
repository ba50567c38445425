using System.Globalization;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;

namespace Ridgeline.Onnx.Writing;

/// <summary>Writes <c>TensorProto</c>: text as <c>string_data</c>, all else as <c>raw_data</c> or external data.</summary>
internal static class TensorWriter
{
    private const int External = 1;

    public static void Write(Tensor tensor, string name, string doc, OrderedDictionary<string, string>? metadata, WriteSession session)
    {
        var wire = session.Wire;
        wire.Packed(TensorFields.Dims, tensor.Dims);
        wire.Int64(TensorFields.DataType, (int)tensor.Element);
        if (tensor.Data is StringData text)
        {
            foreach (var item in text.Items) wire.Bytes(TensorFields.StringData, item.Span);
        }
        wire.TextIfAny(TensorFields.Name, name);
        var outside = session.External.Find(tensor);
        if (outside is null && tensor.Data is not StringData) wire.Data(TensorFields.RawData, tensor.Data);
        wire.TextIfAny(TensorFields.DocString, doc);
        if (outside is var (location, offset))
        {
            session.Properties(TensorFields.ExternalData,
                [new("location", location), new("offset", Number(offset)), new("length", Number(tensor.Data.Length))]);
            wire.Int64(TensorFields.DataLocation, External);
        }
        session.Properties(TensorFields.MetadataProps, metadata);
        if (tensor.Data is AbsentData absent) session.Properties(TensorFields.MetadataProps, [new(AbsentFilling.Key, AbsentFilling.Text(absent.Filling))]);
    }

    public static void Write(SparseTensor tensor, string name, string doc, OrderedDictionary<string, string>? metadata, WriteSession session)
    {
        session.Wire.Begin(SparseTensorFields.Values);
        Write(tensor.Values, name, doc, metadata, session);
        session.Wire.End();
        session.Wire.Begin(SparseTensorFields.Indices);
        Write(tensor.Indices, "", "", null, session);
        session.Wire.End();
        session.Wire.Packed(SparseTensorFields.Dims, tensor.Dims);
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
