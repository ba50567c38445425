namespace Ridgeline.Runtime.Kernels.Gemm;

/// <summary>
/// How the columns of B are cut into panels: as few as the kernel's widest panel allows, widths equal within one vector, so that no panel is too
/// narrow to keep the multipliers busy. A panel holds its columns row by row: [depth, vectors * lanes], the columns beyond N zero.
/// </summary>
/// <param name="Kernel">The kernel that reads it.</param>
/// <param name="Columns">N.</param>
/// <param name="Depth">K.</param>
internal readonly record struct PanelLayout(GemmKernel Kernel, int Columns, int Depth)
{
    /// <summary>Vectors across all columns.</summary>
    public int Vectors => (Columns + Kernel.Lanes - 1) / Kernel.Lanes;

    /// <summary>How many panels there are.</summary>
    public int Panels => (Vectors + Kernel.PanelVectors - 1) / Kernel.PanelVectors;

    /// <summary>Floats of all panels.</summary>
    public long Floats => (long)Vectors * Kernel.Lanes * Depth;

    /// <summary>The first vector of a panel.</summary>
    public int FirstVector(int panel) => (panel * (Vectors / Panels)) + Math.Min(panel, Vectors % Panels);

    /// <summary>The first column of a panel.</summary>
    public int FirstColumn(int panel) => FirstVector(panel) * Kernel.Lanes;

    /// <summary>Vectors across a panel.</summary>
    public int VectorsOf(int panel) => (Vectors / Panels) + (panel < Vectors % Panels ? 1 : 0);

    /// <summary>Where a panel begins, in floats.</summary>
    public long Offset(int panel) => (long)FirstColumn(panel) * Depth;
}
