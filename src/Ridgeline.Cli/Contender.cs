namespace Ridgeline.Cli;

/// <summary>Who runs a network in a benchmark.</summary>
internal enum Contender
{
    /// <summary>Ridgeline.</summary>
    Ours,
    /// <summary>ONNX Runtime.</summary>
    Ort,
}
