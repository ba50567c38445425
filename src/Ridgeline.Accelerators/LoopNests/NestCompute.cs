namespace Ridgeline.Accelerators.LoopNests;

/// <summary>What multiplies and adds: one operation an instance a cycle.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MeshX">Instances along the horizontal axis of the mesh.</param>
/// <param name="MeshY">Instances along the vertical axis of the mesh.</param>
/// <param name="Energy">Picojoules an operation.</param>
/// <param name="Leak">Picojoules an instance, a cycle, busy or not.</param>
public sealed record NestCompute(string Name, long MeshX, long MeshY, double Energy, double Leak = 0)
{
    /// <summary>How many instances there are.</summary>
    public long Instances => checked(MeshX * MeshY);

    /// <summary>Picojoules of an operation that is held still because an operand is zero.</summary>
    public double GatedEnergy { get; init; }

    /// <summary>Picojoules of passing over an operation.</summary>
    public double SkippedEnergy { get; init; }

    /// <summary>What it does with operands that are zero; null: it computes.</summary>
    public Sparsity.SparseTreatment? Sparse { get; init; }
}
