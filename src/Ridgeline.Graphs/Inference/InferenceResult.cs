using Ridgeline.Graphs.Operators;

namespace Ridgeline.Graphs.Passes;

/// <summary>What an inference learned beside types.</summary>
/// <param name="contents">Known contents of values.</param>
public sealed class InferenceResult(IReadOnlyDictionary<Value, Contents?> contents)
{
    /// <summary>What a value is known to contain, or null.</summary>
    public Contents? ContentsOf(Value value) => contents.TryGetValue(value, out var known) ? known
        : value.Constant is { } constant ? Contents.Of(constant) : null;
}
