using Ridgeline.Graphs.Operators;

namespace Ridgeline.Prediction;

/// <summary>A product with the bytes of its matrices.</summary>
/// <param name="Product">The product.</param>
/// <param name="Left">Bytes of one left matrix as stored: windows of a convolution overlap and are stored once.</param>
/// <param name="Right">Bytes of one right matrix.</param>
/// <param name="Result">Bytes of one result.</param>
internal readonly record struct ProductSize(MatrixProduct Product, double Left, double Right, double Result);
