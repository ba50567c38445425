using Ridgeline.Reports.Html;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Predictions;

/// <summary>A comparison of machines as text and as a section of a page.</summary>
public static class ComparisonPage
{
    // A longer table is folded away until it is asked for, and notes of more machines would push all else off the screen.
    private const int MostNotes = 8;

    /// <summary>Writes the table and what it says with a writer of tables.</summary>
    public static void Write(IReadOnlyList<StudiedMachine> machines, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        table(ComparisonTables.Of(machines), to);
        to.Write('\n');
        if (string.Join(' ', ComparisonSentences.Facts(machines)) is { Length: > 0 } facts) to.Write($"{facts}\n\n");
        var notes = ComparisonSentences.Notes(machines).ToList();
        foreach (var note in notes.Take(MostNotes)) to.Write($"note: {note}\n");
        if (notes.Count > 0) to.Write('\n');
    }

    /// <summary>Adds the table and the pictures to a page.</summary>
    internal static void Add(HtmlPage page, IReadOnlyList<StudiedMachine> machines)
    {
        page.Section("Machines side by side");
        if (string.Join(' ', ComparisonSentences.Facts(machines)) is { Length: > 0 } facts) page.Paragraph(facts);
        page.Paragraph("Latency is that of one request alone on the machine; throughput is that of a machine that never rests, at the batch with which it "
            + "serves most. All figures are predictions.");
        page.Table(ComparisonTables.Of(machines));
        if (ComparisonSentences.Notes(machines).Take(MostNotes).ToList() is { Count: > 0 } notes) page.Notes(notes);
        foreach (var picture in new[] { PredictionPicture.Latency, PredictionPicture.Energy, PredictionPicture.Roofline })
            page.Picture(PredictionPictures.Draw(machines, picture));
    }
}
