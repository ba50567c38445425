namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>One directive of a mapping or a constraint.</summary>
/// <param name="Target">The memory it is about.</param>
/// <param name="Kind"><c>temporal</c>, <c>spatial</c>, or another word for which tensors are kept.</param>
/// <param name="Map">Its keys.</param>
internal sealed record TimeloopConstraint(string Target, string Kind, TimeloopMap Map);
