namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>GraphProto</c>.</summary>
internal static class GraphFields
{
    public const int Node = 1;
    public const int Name = 2;
    public const int Initializer = 5;
    public const int DocString = 10;
    public const int Input = 11;
    public const int Output = 12;
    public const int ValueInfo = 13;
    public const int QuantizationAnnotation = 14;
    public const int SparseInitializer = 15;
    public const int MetadataProps = 16;
}
