namespace Ridgeline.Machines.Checking;

/// <summary>A contradiction among the numbers of a machine.</summary>
/// <param name="Code">A stable code: <c>MACH201</c>.</param>
/// <param name="At">The part it is about, as a path.</param>
/// <param name="Message">What contradicts what, with both numbers.</param>
/// <param name="Hint">What to look at.</param>
public sealed record MachineFinding(string Code, string At, string Message, string Hint)
{
    /// <summary>Why the numbers are right all the same, as the file says; null if it says nothing.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the file explains it.</summary>
    public bool IsExpected => Reason is not null;
}
