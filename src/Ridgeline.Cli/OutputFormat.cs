namespace Ridgeline.Cli;

/// <summary>How results are written to standard output.</summary>
public enum OutputFormat
{
    /// <summary>Aligned text for people.</summary>
    Table,
    /// <summary>One JSON object.</summary>
    Json,
    /// <summary>One JSON object a line.</summary>
    Jsonl,
    /// <summary>Comma-separated values.</summary>
    Csv,
    /// <summary>Markdown.</summary>
    Md,
}
