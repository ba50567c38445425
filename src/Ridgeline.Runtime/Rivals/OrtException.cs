namespace Ridgeline.Runtime.Rivals;

/// <summary>ONNX Runtime refuses something, in its own words.</summary>
public sealed class OrtException(string message) : Exception(message);
