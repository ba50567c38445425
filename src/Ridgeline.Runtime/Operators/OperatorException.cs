namespace Ridgeline.Runtime.Operators;

/// <summary>An operator cannot do what its node asks on these inputs: the sentence is for the user, the node is added by whoever runs it.</summary>
internal sealed class OperatorException(string message) : Exception(message);
