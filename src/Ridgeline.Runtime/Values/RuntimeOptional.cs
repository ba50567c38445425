namespace Ridgeline.Runtime;

/// <summary>A value or nothing.</summary>
/// <param name="content">The value, in memory of its own, or null.</param>
public sealed class RuntimeOptional(RuntimeValue? content) : RuntimeValue
{
    /// <summary>The value, or null.</summary>
    public RuntimeValue? Content { get; } = content?.Kept();

    internal override RuntimeValue Kept() => this;
}
