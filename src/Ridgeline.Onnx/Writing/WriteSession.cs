using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Writing;

/// <summary>What the writers of one round share.</summary>
/// <param name="Wire">Where the bytes go.</param>
/// <param name="Names">The names of values.</param>
/// <param name="External">Where tensors lie that are not in the file.</param>
internal sealed record WriteSession(WireWriter Wire, ValueNames Names, ExternalPlan External)
{
    /// <summary>Pairs, one message each.</summary>
    public void Properties(int field, IEnumerable<KeyValuePair<string, string>>? properties)
    {
        foreach (var (key, text) in properties ?? [])
        {
            Wire.Begin(field);
            Wire.Text(EntryFields.Key, key);
            Wire.Text(EntryFields.Value, text);
            Wire.End();
        }
    }

    /// <summary>Versions of operator sets.</summary>
    public void Opsets(int field, OrderedDictionary<string, long> opsets)
    {
        foreach (var (domain, version) in opsets)
        {
            Wire.Begin(field);
            Wire.TextIfAny(OperatorSetFields.Domain, domain);
            Wire.Int64(OperatorSetFields.Version, version);
            Wire.End();
        }
    }

    /// <summary>Name, type and documentation of a value.</summary>
    public void ValueInfo(int field, Value value)
    {
        Wire.Begin(field);
        Wire.Text(ValueInfoFields.Name, Names.Of(value));
        if (value.Type is { } type)
        {
            Wire.Begin(ValueInfoFields.Type);
            TypeWriter.Write(type, Wire);
            Wire.End();
        }
        Wire.TextIfAny(ValueInfoFields.DocString, value.Doc);
        Properties(ValueInfoFields.MetadataProps, value.Metadata);
        Wire.End();
    }
}
