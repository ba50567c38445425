using System.Text;

namespace Ridgeline.Diagnostics;

/// <summary>One mistake in the user's input.</summary>
/// <param name="Severity">How bad it is.</param>
/// <param name="Code">A stable code that can be looked up, such as <c>RL1203</c>.</param>
/// <param name="Message">What is wrong, in one line without a full stop.</param>
/// <param name="Spot">Where it is.</param>
/// <param name="Hint">What to write instead; null if there is nothing to say.</param>
public sealed record Diagnostic(Severity Severity, string Code, string Message, SourceSpot Spot = default, string? Hint = null)
{
    private const int WidestExcerpt = 120;

    /// <summary>The line of the user's file that <see cref="Spot"/> points at, to be shown with a caret under the column; null where lines say
    /// nothing.</summary>
    public string? SourceLine { get; init; }

    /// <summary>An error.</summary>
    public static Diagnostic Error(string code, string message, SourceSpot spot = default, string? hint = null)
        => new(Severity.Error, code, message, spot, hint);

    /// <summary>A warning.</summary>
    public static Diagnostic Warning(string code, string message, SourceSpot spot = default, string? hint = null)
        => new(Severity.Warning, code, message, spot, hint);

    /// <summary><c>file:line:col error CODE: what is wrong</c> and, where there are, the source line with a caret and a line <c>hint: ...</c>.</summary>
    public override string ToString()
    {
        var spot = Spot.ToString();
        var text = new StringBuilder();
        AppendPrintable(text, spot);
        if (spot.Length > 0) text.Append(string.IsNullOrEmpty(Spot.Detail) ? " " : ": ");
        text.Append(Severity == Severity.Error ? "error" : "warning");
        if (Code.Length > 0) text.Append(' ').Append(Code);
        AppendPrintable(text.Append(": "), Message);
        AppendExcerpt(text);
        if (!string.IsNullOrEmpty(Hint)) AppendPrintable(text.Append("\nhint: "), Hint);
        return text.ToString();
    }

    private void AppendExcerpt(StringBuilder text)
    {
        if (SourceLine is null || Spot is not { Line: { } line, Column: { } column }) return;
        // A tab or another control character is shown as one blank, so that the caret stands under its column.
        var shown = new string([.. SourceLine.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);
        var number = line.ToString();
        var start = Math.Max(0, Math.Min(column - 1, shown.Length) - WidestExcerpt / 2);
        text.Append("\n  ").Append(number).Append(" | ").Append(shown.AsSpan(start, Math.Min(WidestExcerpt, shown.Length - start)).TrimEnd());
        text.Append("\n  ").Append(' ', number.Length).Append(" | ").Append(' ', Math.Min(column - 1, shown.Length) - start).Append('^');
    }

    // Names come out of other people's files: a line break or an escape sequence in one must not forge output.
    private static void AppendPrintable(StringBuilder text, string part)
    {
        foreach (var c in part)
        {
            if (char.IsControl(c) || c is '\u2028' or '\u2029') text.Append($"\\u{(int)c:x4}");
            else text.Append(c);
        }
    }
}
