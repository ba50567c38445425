using System.Globalization;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Reports.Charts;
using Ridgeline.Reports.Svg;

namespace Ridgeline.Reports.Simulations;

/// <summary>Pictures of the array itself: the wave of a fold in one cycle, and how busy each cell is over a whole network.</summary>
public static class ArrayPictures
{
    private static readonly CellState[] s_states = Enum.GetValues<CellState>();

    /// <summary>The colour of a state, on white and on dark paper.</summary>
    internal static string Color(CellState state) => state switch
    {
        CellState.Loading => Palette.Category(1),
        CellState.Holding => Palette.Category(4),
        CellState.Computing => Palette.Category(0),
        CellState.Draining => Palette.Category(2),
        _ => "#9aa3af40",
    };

    /// <summary>What each cell does in one cycle of a fold.</summary>
    public static string Frame(Wavefront wave, long cycle, string name)
    {
        var grid = new ArrayGrid(wave.Rows, wave.Columns);
        var options = new ChartOptions
        {
            Title = string.Create(CultureInfo.InvariantCulture, $"Cycle {cycle:N0} of {wave.Cycles:N0}: {Phase(wave, cycle)}"), Width = 720,
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"first fold of {name}, {wave.Dataflow.Word()} on {wave.Rows} x {wave.Columns}; {wave.Computing(cycle):N0} of {wave.Rows * wave.Columns:N0} cells compute")
                + (grid.Block > 1 ? $"; a square is {grid.Block} x {grid.Block} cells" : ""),
        };
        var top = ChartPage.Top(options) + 26;
        var document = ChartPage.Start(options, "Wavefront", top + grid.Height + ChartPage.Margin);
        Key(document, top - 14);
        grid.Draw(document, ChartPage.Margin, top, (down, across) =>
        {
            // A block shows what most of its cells do that do anything.
            var states = grid.Cells(down, across).GroupBy(c => wave.At(c.Row, c.Column, cycle)).OrderByDescending(g => g.Key == CellState.Idle ? 0 : g.Count()).ToList();
            var state = states[0].Key;
            return (Color(state), grid.Block == 1 ? $"row {down}, column {across}: {Word(state)}"
                : string.Join(", ", states.Select(g => $"{g.Count()} {Word(g.Key)}")));
        });
        return document.Finish();
    }

    /// <summary>How much of the time each cell computes.</summary>
    public static string Use(NetworkSimulation simulation)
    {
        var use = CellUse.Of(simulation);
        var array = simulation.Array;
        var grid = new ArrayGrid(array.Rows, array.Columns);
        var most = Math.Max(1e-12, use.Cast<double>().Max());
        var options = new ChartOptions
        {
            Title = "How much of the time each cell computes", Width = 720,
            Subtitle = string.Create(CultureInfo.InvariantCulture,
                $"{simulation.Network} on {simulation.Accelerator}, {array.Dataflow.Word()}; darkest is {most:0.0 %} of all cycles")
                + (grid.Block > 1 ? $"; a square is {grid.Block} x {grid.Block} cells" : ""),
        };
        var top = ChartPage.Top(options);
        var document = ChartPage.Start(options, "Utilisation", top + grid.Height + ChartPage.Margin);
        grid.Draw(document, ChartPage.Margin, top, (down, across) =>
        {
            var mean = grid.Cells(down, across).Average(c => use[c.Row, c.Column]);
            return (Palette.Cost(mean / most).ToString(), string.Create(CultureInfo.InvariantCulture,
                $"rows from {down * grid.Block}, columns from {across * grid.Block}: {mean:0.0 %}"));
        });
        return document.Finish();
    }

    internal static string Word(CellState state) => state.ToString().ToLowerInvariant();

    internal static string Phase(Wavefront wave, long cycle)
    {
        var isOutput = wave.Dataflow == Dataflow.OutputStationary;
        if (!isOutput && cycle < wave.Rows) return "load";
        var computing = wave.Computing(cycle);
        if (isOutput && computing == 0) return "shift out";
        if (computing == wave.UsedRows * wave.UsedColumns) return "steady";
        return cycle < wave.Steady ? "fill" : cycle == wave.Steady ? "the most at once" : "drain";
    }

    private static void Key(SvgDocument document, double y)
    {
        var x = ChartPage.Margin;
        foreach (var state in s_states)
        {
            document.Rect(x, y - 9, 10, 10, Color(state), radius: 2);
            document.Text(x + 15, y, Word(state), "rl-label");
            x += 32 + TextWidth.Of(Word(state), 12);
        }
    }
}
