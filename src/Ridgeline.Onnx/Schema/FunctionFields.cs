namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>FunctionProto</c>.</summary>
internal static class FunctionFields
{
    public const int Name = 1;
    public const int Input = 4;
    public const int Output = 5;
    public const int Attribute = 6;
    public const int Node = 7;
    public const int DocString = 8;
    public const int OpsetImport = 9;
    public const int Domain = 10;
    public const int AttributeProto = 11;
    public const int ValueInfo = 12;
    public const int Overload = 13;
    public const int MetadataProps = 14;
}
