namespace Ridgeline.Graphs.Operators;

/// <summary>A work count asked for a shape that is not known in full.</summary>
/// <param name="value">The name of the value.</param>
public sealed class UnknownShapeException(string value) : Exception($"the shape of '{value}' is not known")
{
    /// <summary>The name of the value whose shape is not known.</summary>
    public string Value { get; } = value;
}
