using System.Buffers.Binary;
using Ridgeline.Graphs;
using Ridgeline.Onnx.Schema;
using Ridgeline.Onnx.Wire;

namespace Ridgeline.Onnx.Reading;

/// <summary>Reads <c>SparseTensorProto</c> and makes sure that each value has a place.</summary>
internal static class SparseTensorReader
{
    /// <summary>The tensor, or null if it is broken, which was then reported; and the header of its values, which carries the name.</summary>
    public static (SparseTensor? Tensor, TensorHeader? Header) Read(WireReader reader, ReadSession session)
    {
        var offset = reader.Position;
        var dims = new List<long>();
        TensorEntry values = default, indices = default;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case SparseTensorFields.Values: values = TensorReader.Read(reader.Message(), session); break;
                case SparseTensorFields.Indices: indices = TensorReader.Read(reader.Message(), session); break;
                case SparseTensorFields.Dims:
                    ScalarLists.Integers(ref reader, dims);
                    if (dims.Count > TypeReader.MostDimensions) throw TypeReader.TooManyDimensions(reader.Tag);
                    break;
                default: reader.Skip(); break;
            }
        }
        var problem = Problem(values.Tensor, indices.Tensor, dims);
        if (problem is not null) session.Error("ONNX125", offset, $"the sparse tensor {Quoted.Text(values.Header?.Name ?? "")}: {problem}");
        return (problem is null ? new SparseTensor(values.Tensor!, indices.Tensor!, [.. dims]) : null, values.Header);
    }

    private static string? Problem(Tensor? values, Tensor? indices, List<long> dims)
    {
        if (values is null || indices is null) return "its values or its indices are missing or broken";
        var dense = Tensor.CountOf([.. dims]);
        if (dense is null) return $"the dimensions [{string.Join(", ", dims)}] are impossible";
        if (values.Dims.Length != 1) return "its values are no list";
        if (indices.Element != ElementType.Int64) return "its indices are not int64";
        if (indices.Dims.Length is not (1 or 2) || indices.Dims[0] != values.Count) return "it has not one index a value";
        if (indices.Dims.Length == 2 && indices.Dims[1] != dims.Count) return "its indices have not one number a dimension";
        if (values.Count > dense) return "it has more values than places";
        return indices.Data.IsPresent ? MisplacedIndex(indices, dims, dense.Value) : null;
    }

    private static string? MisplacedIndex(Tensor indices, List<long> dims, long dense)
    {
        var isLinear = indices.Dims.Length == 1;
        var width = isLinear ? 1 : dims.Count;
        var piece = new byte[Math.Max(1, width) * sizeof(long)];
        var last = -1L;
        for (var i = 0L; i < indices.Dims[0]; i++)
        {
            indices.Data.Read(i * width * sizeof(long), piece.AsSpan(0, width * sizeof(long)));
            var place = 0L;
            for (var d = 0; d < width; d++)
            {
                var index = BinaryPrimitives.ReadInt64LittleEndian(piece.AsSpan(d * sizeof(long)));
                var size = isLinear ? dense : dims[d];
                if (index < 0 || index >= size) return $"the index {index} leaves a dimension of {size}";
                place = isLinear ? index : (place * size) + index;
            }
            if (place <= last) return "its indices are not in ascending order";
            last = place;
        }
        return null;
    }
}
