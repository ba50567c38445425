using Ridgeline.Diagnostics;

namespace Ridgeline.Inputs;

/// <summary>What is wrong with a file; it ends the reading of that file and becomes a diagnostic.</summary>
internal sealed class InputProblem(string code, string message, string? hint = null, string? detail = null) : Exception(message)
{
    /// <summary>The mistake, told of a file.</summary>
    public Diagnostic In(string file) => Diagnostic.Error(code, Message, new(file, Detail: detail), hint);

    /// <summary>The same mistake in a part of a file.</summary>
    public InputProblem Within(string part) => new(code, Message, hint, detail is null ? part : $"{part}: {detail}");
}
