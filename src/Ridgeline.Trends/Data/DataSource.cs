namespace Ridgeline.Trends;

/// <summary>Where numbers come from.</summary>
/// <param name="Name">Who published them, what, and when.</param>
/// <param name="Url">Where.</param>
/// <param name="Licence">Under which terms they are passed on.</param>
public sealed record DataSource(string Name, string Url, string Licence)
{
    /// <summary>Epoch AI's table of notable models.</summary>
    public static readonly DataSource EpochModels = new("Epoch AI, Notable AI Models, 2025-02-24", "https://epoch.ai/data", "CC BY 4.0");

    /// <summary>Epoch AI's table of the largest training runs.</summary>
    public static readonly DataSource EpochFrontier = new("Epoch AI, Frontier AI Models, 2026", "https://epoch.ai/data", "CC BY 4.0");

    /// <summary>Epoch AI's table of accelerators.</summary>
    public static readonly DataSource EpochHardware = new("Epoch AI, ML Hardware, 2026", "https://epoch.ai/data", "CC BY 4.0");

    /// <summary>Karl Rupp's collection of microprocessors.</summary>
    public static readonly DataSource Microprocessors = new("K. Rupp, 50 Years of Microprocessor Trend Data",
        "https://github.com/karlrupp/microprocessor-trend-data", "CC BY 4.0");

    /// <summary>The first years in volume of process nodes.</summary>
    public static readonly DataSource Nodes = new("First year in volume of each process node, general knowledge, +/- 1 year", "", "facts");

    /// <summary>The points of AI and Compute.</summary>
    public static readonly DataSource AiAndCompute = new("OpenAI, AI and Compute, 2018, the points that its appendix states",
        "https://openai.com/research/ai-and-compute", "facts");

    /// <summary>The talk whose arithmetic of the brain is made over.</summary>
    public static readonly DataSource Brain = new("N. Shavit, Tissue vs. Silicon (talk)", "", "facts");
}
