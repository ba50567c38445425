namespace Ridgeline.Reports.Charts;

/// <summary>Divides a frame into areas proportional to values, each as square as the values allow.</summary>
/// <remarks>
/// After Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000): values in falling order fill strips along the shorter
/// side, and a strip ends where one more value would make its worst piece longer.
/// </remarks>
internal static class Squares
{
    /// <summary>One frame a value, in the order given; a zero gets an empty frame.</summary>
    internal static Frame[] Lay(IReadOnlyList<double> values, Frame frame)
    {
        var frames = new Frame[values.Count];
        var order = Enumerable.Range(0, values.Count).Where(i => values[i] > 0).OrderByDescending(i => values[i]).ToArray();
        var left = order.Sum(i => values[i]);
        for (var start = 0; start < order.Length;)
        {
            var scale = frame.Area / left;
            var side = Math.Min(frame.Width, frame.Height);
            var (end, sum) = (start + 1, values[order[start]]);
            var largest = sum;
            while (end < order.Length)
            {
                var next = values[order[end]];
                if (Worst(largest, next, sum + next, scale, side) > Worst(largest, values[order[end - 1]], sum, scale, side))
                    break;
                (sum, end) = (sum + next, end + 1);
            }

            // The last strip takes all that is left, so that rounding leaves no gap at the border.
            var share = end == order.Length ? 1 : sum / left;
            frame = Strip(frame, share, sum, order.AsSpan(start, end - start), values, frames);
            (left, start) = (left - sum, end);
        }

        return frames;
    }

    /// <summary>The longest piece's ratio of length to width; a falling order makes it the first or the last piece.</summary>
    private static double Worst(double largest, double smallest, double sum, double scale, double side)
    {
        var thick = sum * scale / side;
        return Math.Max(largest * scale / (thick * thick), thick * thick / (smallest * scale));
    }

    private static Frame Strip(Frame frame, double share, double sum, ReadOnlySpan<int> members, IReadOnlyList<double> values, Frame[] frames)
    {
        var upright = frame.Width >= frame.Height;
        var thick = (upright ? frame.Width : frame.Height) * share;
        var length = upright ? frame.Height : frame.Width;
        var at = 0.0;
        foreach (var member in members)
        {
            var piece = values[member] / sum * length;
            frames[member] = upright ? new(frame.X, frame.Y + at, thick, piece) : new(frame.X + at, frame.Y, piece, thick);
            at += piece;
        }

        return upright
            ? frame with { X = frame.X + thick, Width = frame.Width - thick }
            : frame with { Y = frame.Y + thick, Height = frame.Height - thick };
    }
}
