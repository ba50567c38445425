using System.Text;

namespace Ridgeline.Cli;

/// <summary>Where a command writes: data to one place, everything else to another.</summary>
public sealed class Terminal : IDisposable
{
    /// <summary>A terminal over a stream for data and a writer for everything else.</summary>
    public Terminal(Stream data, TextWriter notes)
    {
        Data = data;
        Out = new StreamWriter(data, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Notes = notes;
    }

    /// <summary>Standard output, as bytes.</summary>
    public Stream Data { get; }

    /// <summary>Standard output, as text. Flushed when the command ends.</summary>
    public TextWriter Out { get; }

    /// <summary>Standard error: progress, warnings, mistakes.</summary>
    public TextWriter Notes { get; }

    /// <summary>Whether a person looks at standard output: then headings may be drawn and colours used.</summary>
    public bool IsInteractive { get; init; } = !Console.IsOutputRedirected;

    /// <inheritdoc/>
    public void Dispose() => Out.Dispose();
}
