using Ridgeline.Quantities;
using Ridgeline.Timelines;

namespace Ridgeline.Prediction;

/// <summary>What a layer costs on a machine.</summary>
public sealed record LayerPrediction
{
    /// <summary>When it runs, what it moves, what it takes, what bounds it.</summary>
    public required Span Span { get; init; }

    /// <summary>Its family.</summary>
    public required OperatorFamily Family { get; init; }

    /// <summary>The time that arithmetic alone would take.</summary>
    public Seconds Compute { get; init; }

    /// <summary>The layer in whose run it is done; null if it runs by itself.</summary>
    public string? FusedInto { get; init; }

    /// <summary>The known mean absolute relative error of the model for this family on this machine, and what it is known from.</summary>
    public required KnownError Error { get; init; }

    /// <summary>The known error as a number; null if nothing near was ever compared.</summary>
    public double? KnownError => Error.Value;

    /// <summary>The tree of terms that its time was made of.</summary>
    public Term Terms => Explain();

    internal Func<Term> Explain { get; init; } = static () => new("", Seconds.Zero, "", []);
}
