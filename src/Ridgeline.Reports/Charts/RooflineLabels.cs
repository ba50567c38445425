using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Finds room for labels: inside the plot, not over one another, and not over a disc or a line where that can be helped.</summary>
internal sealed class RooflineLabels(Frame area, IReadOnlyList<Frame> discs, IReadOnlyList<Frame> ceilings, IReadOnlyList<Frame> slopes)
{
    internal const double Size = 12;
    internal const double High = 16;
    private readonly List<Frame> _taken = [];

    /// <summary>The first of the places with room, given as one or several boxes; -1 where there is none.</summary>
    /// <param name="places">Where it could stand, the best first.</param>
    /// <param name="must">Whether it stands over a disc or line rather than nowhere.</param>
    /// <param name="overLines">Whether it stands over a ceiling rather than nowhere.</param>
    internal int Choose(IReadOnlyList<Frame[]> places, bool must = false, bool overLines = false)
    {
        var choice = Find(places, [.. discs, .. ceilings, .. slopes]);
        // A ceiling through a text looks like a line through a word; a slope is crossed at an angle.
        if (choice < 0 && (must || overLines))
            choice = Find(places, [.. discs, .. ceilings]);
        if (choice < 0 && overLines)
            choice = Find(places, discs);
        if (choice < 0 && must)
            choice = Find(places, ceilings);
        if (choice < 0 && must)
            choice = Find(places, []);
        if (choice >= 0)
            _taken.AddRange(places[choice]);
        return choice;
    }

    /// <summary>The room of a text that begins at x on this baseline, with some air beside it.</summary>
    internal static Frame Box(double x, double baseline, double wide) => new(x - 3, baseline - 12, wide + 6, High);

    internal static double Width(string text) => TextWidth.Of(text, Size, bold: true);

    private int Find(IReadOnlyList<Frame[]> places, IReadOnlyList<Frame> avoided)
    {
        for (var i = 0; i < places.Count; i++)
        {
            if (places[i].All(box => Inside(box) && !_taken.Any(box.Overlaps) && !avoided.Any(box.Overlaps)))
                return i;
        }

        return -1;
    }

    private bool Inside(Frame box) => box.X >= area.X && box.Right <= area.Right && box.Y >= area.Y && box.Bottom <= area.Bottom;
}
