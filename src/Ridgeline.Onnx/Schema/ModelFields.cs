namespace Ridgeline.Onnx.Schema;

/// <summary>Field numbers of <c>ModelProto</c>.</summary>
internal static class ModelFields
{
    public const int IrVersion = 1;
    public const int ProducerName = 2;
    public const int ProducerVersion = 3;
    public const int Domain = 4;
    public const int ModelVersion = 5;
    public const int DocString = 6;
    public const int Graph = 7;
    public const int OpsetImport = 8;
    public const int MetadataProps = 14;
    public const int TrainingInfo = 20;
    public const int Functions = 25;
    public const int Configuration = 26;
}
