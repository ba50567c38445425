namespace Ridgeline.Trends;

/// <summary>All questions that can be asked.</summary>
public static class TrendTopics
{
    private static readonly (string Name, Func<Assumptions, TrendTopic> Create)[] s_topics =
    [
        ("compute", ComputeTopic.Create), ("nodes", NodesTopic.Create), ("memory", MemoryTopic.Create), ("energy", EnergyTopic.Create),
        ("cost", CostTopic.Create), ("brain", BrainTopic.Create),
    ];

    /// <summary>The words that ask for them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_topics.Select(t => t.Name)];

    /// <summary>The answer to one question.</summary>
    /// <exception cref="ArgumentException">There is no such topic.</exception>
    public static TrendTopic Of(string name, Assumptions assumed) => s_topics.FirstOrDefault(t => t.Name == name) is { Create: { } create } ? create(assumed)
        : throw new ArgumentException($"there is no topic '{name}'", nameof(name));
}
