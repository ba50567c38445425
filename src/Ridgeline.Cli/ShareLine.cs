namespace Ridgeline.Cli;

/// <summary>How far a search is: one line on standard error that overwrites itself, and only where a person looks at it.</summary>
internal sealed class ShareLine(Terminal terminal, string what) : IProgress<double>, IDisposable
{
    private readonly Lock _lock = new();
    private int _shown = -1;

    /// <inheritdoc/>
    public void Report(double value)
    {
        if (!terminal.ShowsProgress) return;
        lock (_lock)
        {
            var percent = (int)(100 * value);
            if (percent <= _shown) return;
            _shown = percent;
            terminal.Notes.Write($"\r{what} {percent,3} %");
        }
    }

    /// <summary>Clears the line.</summary>
    public void Dispose()
    {
        if (_shown >= 0) terminal.Notes.Write("\r\u001b[K");
        _shown = -1;
    }
}
