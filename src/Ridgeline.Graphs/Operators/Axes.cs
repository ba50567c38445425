namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Axes counted from the start, as arrays. Plain loops: what <c>System.Linq</c> makes of numbers and dimensions is compiled when the tool starts, over and over,
/// and every network's shapes are inferred then.
/// </summary>
internal static class Axes
{
    /// <summary>All axes of a tensor: 0 to <paramref name="rank"/> - 1.</summary>
    public static int[] All(int rank)
    {
        var result = new int[rank];
        for (var i = 0; i < rank; i++) result[i] = i;
        return result;
    }

    /// <summary>Whether <paramref name="axes"/> hold <paramref name="axis"/>.</summary>
    public static bool Hold(ReadOnlySpan<int> axes, int axis)
    {
        foreach (var one in axes)
        {
            if (one == axis) return true;
        }
        return false;
    }

    /// <summary>Whether no axis is named twice.</summary>
    public static bool AreDistinct(ReadOnlySpan<int> axes)
    {
        for (var i = 1; i < axes.Length; i++)
        {
            if (Hold(axes[..i], axes[i])) return false;
        }
        return true;
    }
}
