using Ridgeline.Graphs;
using Ridgeline.Runtime.Compiling;

namespace Ridgeline.Runtime.Operators;

/// <summary>A convolution that makes some channels of a step's output.</summary>
/// <param name="Node">Its node, for the attributes.</param>
/// <param name="Tail">What follows it.</param>
/// <param name="FirstInput">Which of the step's inputs is its first.</param>
/// <param name="FirstFilter">The first channel of the output that it makes.</param>
/// <param name="Width">Channels of the output; 0 if it makes them all.</param>
internal sealed record ConvolutionPart(Node Node, Tail Tail, int FirstInput = 0, int FirstFilter = 0, int Width = 0);
