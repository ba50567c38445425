namespace Ridgeline.Trends;

/// <summary>The series that travel with the tool: see <c>catalog/trends/README.md</c>.</summary>
public static class TrendData
{
    private static readonly TrendTable s_models = TrendTable.Read("models");
    private static readonly TrendTable s_accelerators = TrendTable.Read("accelerators");
    private static readonly TrendTable s_microprocessors = TrendTable.Read("microprocessors");

    /// <summary>FLOP to train each notable model.</summary>
    public static TrendSeries TrainingCompute { get; } = s_models.Series("training_flop", "training compute of notable models", "FLOP");

    /// <summary>Parameters of each notable model.</summary>
    public static TrendSeries Parameters { get; } = s_models.Series("parameters", "parameters of notable models", "parameters");

    /// <summary>What training notable models cost, in dollars of 2023.</summary>
    public static TrendSeries TrainingCost { get; } = s_models.Series("cost_usd_2023", "cost of training notable models", "USD of 2023");

    /// <summary>FLOP of the largest training runs, up to 2026.</summary>
    public static TrendSeries Frontier { get; } = TrendTable.Read("frontier").Series("training_flop", "the largest training runs", "FLOP");

    /// <summary>The points of AI and Compute, petaflop/s-days.</summary>
    public static TrendSeries AiAndCompute { get; } = TrendTable.Read("ai-and-compute").Series("pfs_days", "AI and Compute's points", "petaflop/s-days");

    /// <summary>The smallest feature of a process by its name, nm, in its first year in volume.</summary>
    public static TrendSeries Nodes { get; } = TrendTable.Read("nodes").Series("node_nm", "process node", "nm");

    /// <summary>A column of the accelerators, or a quotient of two, such as <c>fp32_flop_per_s/tdp_w</c>.</summary>
    public static TrendSeries Accelerators(string column, string name, string unit, Func<string, bool>? only = null) =>
        s_accelerators.Series(column, name, unit, only);

    /// <summary>A series of microprocessors: <c>transistors</c> (thousands), <c>frequency</c> (MHz), <c>watts</c>, <c>specint</c> (x 1000), <c>cores</c>.</summary>
    public static TrendSeries Microprocessors(string series, string name, string unit) =>
        s_microprocessors.Series("value", name, unit, row => row == series);
}
