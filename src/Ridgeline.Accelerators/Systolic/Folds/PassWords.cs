namespace Ridgeline.Accelerators.Systolic.Folds;

/// <summary>Words that one pass over the arrays exchanges with main memory.</summary>
/// <param name="Loaded">What must be there before it starts.</param>
/// <param name="Streamed">What may arrive while it runs.</param>
/// <param name="Written">Results, and partial sums that have no room on the chip.</param>
/// <param name="SumsRead">Partial sums that come back.</param>
internal readonly record struct PassWords(double Loaded, double Streamed, double Written, double SumsRead);
