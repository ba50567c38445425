using Ridgeline.Quantities;

namespace Ridgeline.Prediction;

/// <summary>A step that parameters were fitted to.</summary>
/// <param name="Network">The small network that it is part of.</param>
/// <param name="Step">Its name there.</param>
/// <param name="Kind">What kind of work it is: <c>product</c>, <c>depthwise</c>, <c>softmax</c>.</param>
/// <param name="Work">Its first product, or the bytes that it moves.</param>
/// <param name="Measured">What it took.</param>
/// <param name="Predicted">What the fitted machine takes.</param>
public sealed record FittedStep(string Network, string Step, string Kind, string Work, Seconds Measured, Seconds Predicted);
