namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>The choices of all dimensions, in the order in which they are gone through: the one with most choices first.</summary>
internal sealed class FactorPlan
{
    private const int MostDimensions = 12;
    private const int MostChoices = 200_000;

    private FactorPlan(MappingSpace space, (int Dimension, List<FactorChoice> Choices)[] steps)
    {
        Steps = steps;
        Tilings = steps.Aggregate(Math.Pow(2, space.FreeKeeps.Count), (product, step) => product * step.Choices.Count);
        Widest = new double[steps.Length + 1][];
        Widest[^1] = [.. Enumerable.Repeat(1.0, space.Slots)];
        for (var i = steps.Length - 1; i >= 0; i--)
            Widest[i] = [.. Enumerable.Range(0, space.Slots).Select(slot => Widest[i + 1][slot] * steps[i].Choices.Max(choice => choice.Factors[slot]))];
    }

    /// <summary>The dimensions with their choices.</summary>
    public (int Dimension, List<FactorChoice> Choices)[] Steps { get; }

    /// <summary>For each step and slot, the largest product of factors that this step and the later ones can put there, each by itself.</summary>
    public double[][] Widest { get; }

    /// <summary>All combinations of choices, and of tensors that are kept or not.</summary>
    public double Tilings { get; }

    /// <summary>Lists the choices of a space; null if there are too many to be listed.</summary>
    public static FactorPlan? Of(MappingSpace space)
    {
        if (space.Dimensions > MostDimensions || space.Levels * space.Workload.Tensors.Count > 32) return null;
        var steps = new List<(int Dimension, List<FactorChoice> Choices)>();
        for (var d = 0; d < space.Dimensions; d++)
        {
            if (FactorChoice.All(space, d, MostChoices) is not { } choices) return null;
            steps.Add((d, choices));
        }
        return new(space, [.. steps.OrderByDescending(step => step.Choices.Count)]);
    }
}
