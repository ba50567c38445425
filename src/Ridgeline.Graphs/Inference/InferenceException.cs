namespace Ridgeline.Graphs.Operators;

/// <summary>A shape rule found its node impossible: its message says what is wrong in the user's terms.</summary>
/// <param name="message">What is wrong.</param>
/// <param name="hint">What to do about it, or null.</param>
public sealed class InferenceException(string message, string? hint = null) : Exception(message)
{
    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; } = hint;
}
