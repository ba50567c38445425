namespace Ridgeline.Diagnostics;

/// <summary>Collects mistakes, so that a user hears of many at once; keeps the first 100 and counts the rest.</summary>
/// <remarks>When full, an error takes the place of the last warning, so that a warning never hides an error.</remarks>
public sealed class DiagnosticBag
{
    /// <summary>How many are kept.</summary>
    public const int Capacity = 100;

    private readonly List<Diagnostic> _kept = [];

    /// <summary>Those kept, in order of arrival.</summary>
    public IReadOnlyList<Diagnostic> All => _kept;

    /// <summary>The errors among those kept.</summary>
    public IEnumerable<Diagnostic> Errors => _kept.Where(d => d.Severity == Severity.Error);

    /// <summary>The warnings among those kept.</summary>
    public IEnumerable<Diagnostic> Warnings => _kept.Where(d => d.Severity == Severity.Warning);

    /// <summary>Whether any error was added.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>How many were added and not kept.</summary>
    public int Omitted { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(Diagnostic diagnostic)
    {
        var isError = diagnostic.Severity == Severity.Error;
        HasErrors |= isError;
        if (_kept.Count == Capacity)
        {
            Omitted++;
            var warning = isError ? _kept.FindLastIndex(d => d.Severity == Severity.Warning) : -1;
            if (warning < 0) return;
            _kept.RemoveAt(warning);
        }

        _kept.Add(diagnostic);
    }

    /// <summary>Adds an error.</summary>
    public void Error(string code, string message, SourceSpot spot = default, string? hint = null)
        => Add(Diagnostic.Error(code, message, spot, hint));

    /// <summary>Adds a warning.</summary>
    public void Warning(string code, string message, SourceSpot spot = default, string? hint = null)
        => Add(Diagnostic.Warning(code, message, spot, hint));

    /// <summary>Ends the work if any error was added.</summary>
    /// <exception cref="DiagnosticException">There are errors; it carries everything kept.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors) throw new DiagnosticException([.. _kept], Omitted);
    }
}
