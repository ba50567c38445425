using Ridgeline.Reports.Html;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Trends;

/// <summary>Topics as a page of text, or as one for the browser.</summary>
public static class TrendPage
{
    /// <summary>Writes the answers and tables of some topics as text.</summary>
    public static void Write(IReadOnlyList<TrendTopic> topics, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        foreach (var topic in topics)
        {
            to.Write($"{topic.Question}\n\n");
            foreach (var answer in topic.Answers) to.Write($"{answer}\n");
            foreach (var one in TrendTables.Of(topic))
            {
                to.Write('\n');
                table(one, to);
            }
            if (topic != topics[^1]) to.Write('\n');
        }
    }

    /// <summary>The same with pictures, self-contained.</summary>
    public static string Html(IReadOnlyList<TrendTopic> topics)
    {
        var page = new HtmlPage("Where models and hardware are heading",
            "Written by ridgeline from published tables that travel with it; catalog/trends/README.md says which.");
        page.Heading("Where models and hardware are heading", "Fits of published data with their intervals; extrapolations are no forecasts.");
        foreach (var topic in topics)
        {
            page.Section(topic.Question);
            foreach (var answer in topic.Answers) page.Paragraph(answer);
            foreach (var picture in TrendPictures.Of(topic)) page.Picture(picture);
            foreach (var table in TrendTables.Of(topic)) page.Table(table);
        }
        return page.ToString();
    }
}
