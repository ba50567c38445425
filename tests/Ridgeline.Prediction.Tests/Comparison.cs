using Ridgeline.Machines;

namespace Ridgeline.Prediction.Tests;

/// <summary>A prediction beside a measurement.</summary>
/// <param name="Family">The family of operators; of a whole network that which takes its time.</param>
/// <param name="Machine">On what.</param>
/// <param name="What">What ran.</param>
/// <param name="Source">Whose measurement.</param>
/// <param name="Error">Predicted / measured - 1, of times.</param>
internal sealed record Comparison(OperatorFamily Family, Machine Machine, string What, string Source, double Error);
