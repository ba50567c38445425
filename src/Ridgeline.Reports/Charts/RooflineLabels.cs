using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Charts;

/// <summary>Finds room for labels: inside the plot, not over one another, and not over a disc or a line where that can be helped.</summary>
internal sealed class RooflineLabels(Frame area, IReadOnlyList<Frame> discs, IReadOnlyList<Frame> lines)
{
    internal const double Size = 12;
    internal const double High = 16;
    private readonly List<Frame> _taken = [];

    /// <summary>The first of the places with room, given as one or several boxes; -1 where there is none.</summary>
    internal int Choose(IReadOnlyList<Frame[]> places, bool overDiscs, bool beside = false)
    {
        // What is written beside a line may come near another that runs with it.
        IReadOnlyList<Frame> kept = beside ? [] : lines;
        var choice = Find(places, [.. discs, .. kept]);
        if (choice < 0 && overDiscs)
            choice = Find(places, kept);
        if (choice < 0)
            choice = Find(places, overDiscs ? [] : discs);
        if (choice >= 0)
            _taken.AddRange(places[choice]);
        return choice;
    }

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
