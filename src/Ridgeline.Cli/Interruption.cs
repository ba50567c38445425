namespace Ridgeline.Cli;

/// <summary>While it lives, Ctrl+C asks the work to stop and tidy up instead of ending the process where it stands.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Interruption() => Console.CancelKeyPress += Ask;

    /// <summary>Is cancelled when the user asks.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Ends the work if the user asked for it.</summary>
    /// <exception cref="OperationCanceledException">The user did.</exception>
    public void ThrowIfAsked() => _source.Token.ThrowIfCancellationRequested();

    public void Dispose()
    {
        Console.CancelKeyPress -= Ask;
        _source.Dispose();
    }

    private void Ask(object? sender, ConsoleCancelEventArgs e)
    {
        // A second time is meant.
        e.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
