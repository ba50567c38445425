using System.Text;

namespace Ridgeline.Diagnostics;

/// <summary>Where in the user's input something is; every part may be missing.</summary>
/// <param name="File">The file as the user named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1; printed only with a line.</param>
/// <param name="Detail">A place that lines do not say, such as <c>node 'conv1' (Conv)</c> or <c>byte 0x1f3</c>.</param>
public readonly record struct SourceSpot(string? File, int? Line = null, int? Column = null, string? Detail = null)
{
    /// <summary>No place at all.</summary>
    public static SourceSpot None => default;

    /// <summary><c>file:line:col</c>, <c>file: detail</c>, or what there is of it; empty if nothing is known.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(File);
        if (Line is { } line)
        {
            text.Append(text.Length > 0 ? ":" : "line ").Append(line);
            if (Column is { } column) text.Append(':').Append(column);
        }

        if (!string.IsNullOrEmpty(Detail))
        {
            if (text.Length > 0) text.Append(": ");
            text.Append(Detail);
        }

        return text.ToString();
    }
}
