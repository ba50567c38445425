namespace Ridgeline.Prediction;

/// <summary>How far the model is known to be from measurements for a kind of operator on a kind of machine.</summary>
/// <param name="Value">The mean of |predicted / measured - 1|; null where nothing near was ever compared.</param>
/// <param name="Evidence">What was compared, or what is nearest to it and how wide that is.</param>
public sealed record KnownError(double? Value, string Evidence);
