namespace Ridgeline.Diagnostics;

/// <summary>Bad input ended the work. The user is shown <see cref="Exception.Message"/> and never a stack trace.</summary>
public sealed class DiagnosticException : Exception
{
    /// <summary>Ends the work over several mistakes.</summary>
    /// <param name="diagnostics">At least one.</param>
    /// <param name="omitted">How many more there were.</param>
    /// <exception cref="ArgumentException">There is no diagnostic.</exception>
    public DiagnosticException(IReadOnlyList<Diagnostic> diagnostics, int omitted = 0)
        : base(Print(diagnostics, omitted))
    {
        if (diagnostics.Count == 0) throw new ArgumentException("At least one diagnostic is needed.", nameof(diagnostics));
        Diagnostics = diagnostics;
        Omitted = omitted;
    }

    /// <summary>Ends the work over one mistake.</summary>
    public DiagnosticException(Diagnostic diagnostic)
        : this([diagnostic])
    {
    }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>How many more there were.</summary>
    public int Omitted { get; }

    private static string Print(IReadOnlyList<Diagnostic> diagnostics, int omitted)
        => string.Join('\n', diagnostics) + (omitted > 0 ? $"\nand {omitted} more" : "");
}
