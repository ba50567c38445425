namespace Ridgeline.Graphs.Operators;

/// <summary>The plane that a convolution slides over, for hardware that maps rows of it: M of its product is images x height x width.</summary>
/// <param name="Images">Images.</param>
/// <param name="InputHeight">Rows of an input, without padding.</param>
/// <param name="InputWidth">Columns of an input, without padding.</param>
/// <param name="Height">Rows of an output.</param>
/// <param name="Width">Columns of an output.</param>
/// <param name="KernelHeight">Rows of a filter.</param>
/// <param name="KernelWidth">Columns of a filter.</param>
/// <param name="Stride">Rows from one window to the next.</param>
public sealed record PlaneWindow(long Images, long InputHeight, long InputWidth, long Height, long Width, long KernelHeight, long KernelWidth, long Stride);
