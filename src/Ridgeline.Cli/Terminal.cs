using System.Text;

namespace Ridgeline.Cli;

/// <summary>Where a command writes: data to one place, everything else to another.</summary>
public sealed class Terminal : IDisposable
{
    private const int Buffer = 1 << 16;

    /// <summary>A terminal over a stream for data and a writer for everything else.</summary>
    public Terminal(Stream data, TextWriter notes)
    {
        Data = new BufferedStream(data, Buffer);
        Out = new StreamWriter(Data, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Notes = notes;
    }

    /// <summary>Standard output, as bytes.</summary>
    public Stream Data { get; }

    /// <summary>Standard output, as text. Flushed when the command ends.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error: progress, warnings, mistakes.</summary>
    public TextWriter Notes { get; }

    /// <summary>Whether a person looks at standard output: then headings stand out and tables fit the window.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>Whether a person looks at standard error: then long work shows how far it is.</summary>
    public bool ShowsProgress { get; init; }

    /// <summary>The characters in a line of the window; null where there is none.</summary>
    public int? Width { get; init; }

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        var isInteractive = !Console.IsOutputRedirected;
        return new(Console.OpenStandardOutput(), Console.Error)
        {
            IsInteractive = isInteractive, ShowsProgress = !Console.IsErrorRedirected, Width = isInteractive ? WindowWidth() : null,
        };
    }

    /// <summary>Says something beside the data, after what was written before it.</summary>
    public void Tell(string text)
    {
        Flush();
        Notes.WriteLine(text);
    }

    /// <inheritdoc/>
    public void Dispose() => Try(Out.Dispose);

    private void Flush() => Try(Out.Flush);

    // Data that cannot be written (a full disk, a closed descriptor) is told once, by the flush that ends a command.
    private static void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return;
        }
    }

    // A terminal that says nothing of its width says 0.
    private static int? WindowWidth() => Console.WindowWidth is > 0 and var width ? width : null;
}
