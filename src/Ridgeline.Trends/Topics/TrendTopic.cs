namespace Ridgeline.Trends;

/// <summary>One question about where models and hardware are heading, with what the data say.</summary>
/// <param name="Name">The word that asks for it: <c>--topic NAME</c>.</param>
/// <param name="Question">The question.</param>
public sealed record TrendTopic(string Name, string Question)
{
    /// <summary>The answer, a sentence each, with its numbers.</summary>
    public IReadOnlyList<string> Answers { get; init; } = [];

    /// <summary>The curves that the answer leans on.</summary>
    public IReadOnlyList<TrendFit> Fits { get; init; } = [];

    /// <summary>The curves that bend.</summary>
    public IReadOnlyList<BentFit> Bends { get; init; } = [];

    /// <summary>Arithmetic that a reader can follow and change.</summary>
    public IReadOnlyList<TrendFigure> Figures { get; init; } = [];

    /// <summary>What is laid side by side in a picture: the same thing of several, in one unit a group.</summary>
    public IReadOnlyList<TrendFigure> Compared { get; init; } = [];

    /// <summary>What comes if things go on as they did.</summary>
    public IReadOnlyList<Projection> Projections { get; init; } = [];

    /// <summary>What was assumed, and can be assumed otherwise.</summary>
    public IReadOnlyList<Assumption> Assumptions { get; init; } = [];

    /// <summary>Where the numbers come from.</summary>
    public IReadOnlyList<DataSource> Sources { get; init; } = [];
}
