using System.Buffers.Binary;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads repeated numbers, which a file may hold packed into one field or one field each.</summary>
internal static class ScalarLists
{
    public static void Integers(ref WireReader reader, List<long> into)
    {
        if (reader.Type != WireType.Length)
        {
            into.Add(reader.Int64());
            return;
        }
        var packed = reader.Message();
        while (packed.HasMore) into.Add((long)packed.PackedVarint());
    }

    public static void Reals(ref WireReader reader, List<float> into)
    {
        if (reader.Type != WireType.Length)
        {
            into.Add(reader.Single());
            return;
        }
        var at = reader.Position;
        var bytes = reader.Bytes();
        if (bytes.Length % sizeof(float) != 0) throw WireReader.Broken(at, $"a list of floats of {bytes.Length} bytes");
        for (; !bytes.IsEmpty; bytes = bytes[sizeof(float)..]) into.Add(BinaryPrimitives.ReadSingleLittleEndian(bytes));
    }
}
