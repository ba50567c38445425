namespace Ridgeline.Cli;

/// <summary>How the tool ends.</summary>
public static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Fine = 0;

    /// <summary>There are findings, or a target was missed.</summary>
    public const int Findings = 1;

    /// <summary>The input or the command line is wrong.</summary>
    public const int BadInput = 2;

    /// <summary>A defect of ours.</summary>
    public const int Defect = 3;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;
}
