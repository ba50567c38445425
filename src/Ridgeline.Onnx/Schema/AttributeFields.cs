namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>AttributeProto</c>.</summary>
internal static class AttributeFields
{
    public const int Name = 1;
    public const int F = 2;
    public const int I = 3;
    public const int S = 4;
    public const int T = 5;
    public const int G = 6;
    public const int Floats = 7;
    public const int Ints = 8;
    public const int Strings = 9;
    public const int Tensors = 10;
    public const int Graphs = 11;
    public const int DocString = 13;
    public const int Tp = 14;
    public const int TypeProtos = 15;
    public const int Type = 20;
    public const int RefAttrName = 21;
    public const int SparseTensor = 22;
    public const int SparseTensors = 23;
}
