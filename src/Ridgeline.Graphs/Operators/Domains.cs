namespace Ridgeline.Graphs.Operators;

/// <summary>Names of the operator domains beside ONNX's own, which is empty.</summary>
public static class Domains
{
    /// <summary>Operators that ONNX Runtime adds; its optimizer writes them.</summary>
    public const string Microsoft = "com.microsoft";

    /// <summary>ONNX's classical machine learning.</summary>
    public const string Learning = "ai.onnx.ml";

    /// <summary>ONNX operators on trial.</summary>
    public const string Preview = "ai.onnx.preview";

    /// <summary>ONNX operators of a training step, on trial.</summary>
    public const string Training = "ai.onnx.preview.training";
}
