namespace Ridgeline.Timelines;

/// <summary>
/// A result that no machine can have: faster than the roofline, busier than always, of negative energy. A defect of the model, never to be printed.
/// </summary>
public sealed class PhysicsException(string message) : InvalidOperationException(message);
