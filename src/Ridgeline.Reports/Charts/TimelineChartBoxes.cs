namespace Ridgeline.Reports.Charts;

/// <summary>Joins spans that are too thin to be seen with their neighbours of the same category, so that pictures stay light.</summary>
internal static class TimelineChartBoxes
{
    /// <summary>The boxes of one row in order of time.</summary>
    /// <param name="row">The spans of the row.</param>
    /// <param name="thin">What is too short to be seen, in seconds.</param>
    internal static IReadOnlyList<TimelineChartBox> Of(IEnumerable<TimelineChartSpan> row, double thin)
    {
        var boxes = new List<TimelineChartBox>();
        var bin = new List<TimelineChartSpan>();
        foreach (var span in row.OrderBy(span => span.Start).ThenByDescending(span => span.Duration))
        {
            if (bin.Count > 0 && (span.Duration >= thin || span.Start >= bin[0].Start + thin))
                Empty(bin, boxes, thin);
            if (span.Duration >= thin)
                boxes.Add(new(span, span.Start, span.End, span.Duration, 1));
            else
                bin.Add(span);
        }

        Empty(bin, boxes, thin);
        return boxes;
    }

    /// <summary>Half a pixel has one colour: that of the category with most of the time.</summary>
    private static void Empty(List<TimelineChartSpan> bin, List<TimelineChartBox> boxes, double thin)
    {
        if (bin.Count == 0)
            return;

        var category = bin.GroupBy(span => span.Category, StringComparer.Ordinal).MaxBy(group => group.Sum(span => span.Duration))!;
        var box = new TimelineChartBox(category.First(), bin[0].Start, bin.Max(span => span.End), bin.Sum(span => span.Duration), bin.Count);
        if (boxes.Count > 0 && boxes[^1] is var last && last.First.Category == category.Key && box.Start - last.End < thin)
            boxes[^1] = last with { End = Math.Max(last.End, box.End), Busy = last.Busy + box.Busy, Count = last.Count + box.Count };
        else
            boxes.Add(box);
        bin.Clear();
    }
}
