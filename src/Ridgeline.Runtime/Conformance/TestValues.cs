using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;

namespace Ridgeline.Runtime.Conformance;

/// <summary>Values of test vectors for the runtime.</summary>
public static class TestValues
{
    /// <summary>The value in a file, whose kind the type says.</summary>
    /// <exception cref="DiagnosticException">The file cannot be read.</exception>
    public static RuntimeValue Read(string path, DataType? type)
    {
        var diagnostics = new DiagnosticBag();
        var value = OnnxValueFile.Read(path, type, diagnostics);
        if (value is null) throw new DiagnosticException([.. diagnostics.All]);
        return Convert(value, type);
    }

    private static RuntimeValue Convert(OnnxValue value, DataType? type) => type switch
    {
        OptionalType optional => new RuntimeOptional(value.IsEmpty ? null : Convert(value, optional.Item)),
        SequenceType sequence => RuntimeSequence.Of(value.Items!.Select(i => Convert(i, sequence.Item)), (sequence.Item as TensorType)?.Element ?? ElementType.Undefined),
        _ => TensorTransfer.ToRuntime(value.Tensor!),
    };
}
