using Ridgeline.Quantities;

namespace Ridgeline.Cli;

/// <summary>How far a long piece of work is: one line on standard error that overwrites itself, and only where a person looks at it.</summary>
/// <param name="terminal">Where to write.</param>
/// <param name="what">What is being done.</param>
internal sealed class ProgressLine(Terminal terminal, string what) : IDisposable
{
    private const int Steps = 30;
    private int _shown = -1;

    /// <summary>Shows how far it is.</summary>
    public void Show(Bytes done, Bytes total)
    {
        if (!terminal.ShowsProgress || total == Bytes.Zero) return;
        var percent = (int)(100.0 * done.Value / total.Value);
        if (percent == _shown) return;
        _shown = percent;
        var filled = percent * Steps / 100;
        terminal.Notes.Write($"\r{what} [{new string('#', filled)}{new string('.', Steps - filled)}] {percent,3} % of {total}");
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_shown >= 0) terminal.Notes.Write("\r\u001b[K");
    }
}
