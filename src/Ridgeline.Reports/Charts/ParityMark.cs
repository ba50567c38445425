namespace Ridgeline.Reports.Charts;

/// <summary>One thing that was predicted and measured.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Predicted">What was predicted.</param>
/// <param name="Measured">What was measured.</param>
/// <param name="Category">What it is coloured by.</param>
public sealed record ParityMark(string Name, double Predicted, double Measured, string Category);
