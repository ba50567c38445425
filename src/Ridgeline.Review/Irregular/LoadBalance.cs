namespace Ridgeline.Review.Irregular;

/// <summary>
/// How evenly rows of different length load lanes in lockstep (columns of an array, lanes of an instruction): each takes a row, and all wait for the longest
/// before
/// the next rows come. The balance is the work over lanes x time, 1 at best.
/// </summary>
internal static class LoadBalance
{
    /// <summary>Rows in the order in which they are stored; lanes that find no row left wait, too, unless there never are as many rows.</summary>
    /// <param name="rows">The length of each row.</param>
    /// <param name="lanes">Lanes that wait for each other.</param>
    public static double Of(IReadOnlyList<int> rows, int lanes)
    {
        var width = Math.Clamp(lanes, 1, rows.Count);
        double time = 0;
        foreach (var group in rows.Chunk(width)) time += group.Max() * (group.Length / (double)width);
        return time > 0 ? rows.Sum(r => (double)r) / (width * time) : 1;
    }

    /// <summary>The same if software sorts rows by length first, which it can where they are known before they run.</summary>
    public static double Sorted(IReadOnlyList<int> rows, int lanes) => Of([.. rows.Order()], lanes);
}
