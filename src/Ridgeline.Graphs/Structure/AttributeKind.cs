namespace Ridgeline.Graphs;

/// <summary>What an attribute holds. The numbers are those of ONNX's <c>AttributeProto.AttributeType</c>.</summary>
public enum AttributeKind
{
    /// <summary>Not stated.</summary>
    Undefined = 0,
    /// <summary>A <see cref="float"/>.</summary>
    Float = 1,
    /// <summary>A <see cref="long"/>.</summary>
    Int = 2,
    /// <summary>UTF-8 bytes.</summary>
    String = 3,
    /// <summary>A <see cref="Graphs.Tensor"/>.</summary>
    Tensor = 4,
    /// <summary>A <see cref="Graphs.Graph"/>.</summary>
    Graph = 5,
    /// <summary>An array of <see cref="float"/>.</summary>
    Floats = 6,
    /// <summary>An array of <see cref="long"/>.</summary>
    Ints = 7,
    /// <summary>An array of UTF-8 byte strings.</summary>
    Strings = 8,
    /// <summary>An array of <see cref="Graphs.Tensor"/>.</summary>
    Tensors = 9,
    /// <summary>An array of <see cref="Graphs.Graph"/>.</summary>
    Graphs = 10,
    /// <summary>A <see cref="Graphs.SparseTensor"/>.</summary>
    SparseTensor = 11,
    /// <summary>An array of <see cref="Graphs.SparseTensor"/>.</summary>
    SparseTensors = 12,
    /// <summary>A <see cref="DataType"/>.</summary>
    Type = 13,
    /// <summary>An array of <see cref="DataType"/>.</summary>
    Types = 14,
}
