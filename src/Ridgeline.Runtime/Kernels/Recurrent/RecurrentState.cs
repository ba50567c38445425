using Ridgeline.Runtime.Kernels.Gemm;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>Weights of the hidden state of one direction, packed.</summary>
/// <param name="Recurrent">[hidden, gates * hidden]; for a GRU without the candidate.</param>
/// <param name="Candidate">[hidden, hidden] of a GRU's candidate, or null.</param>
internal sealed unsafe record RecurrentState(PackedMatrix Recurrent, PackedMatrix? Candidate) : IDisposable
{
    /// <summary>Packs R: [gates * hidden, hidden], gates one after the other as ONNX has them.</summary>
    public static RecurrentState Of(float* r, int gates, int hidden) => gates == 3
        ? new(PackedMatrix.Of(r, hidden, 2 * hidden, 1, hidden), PackedMatrix.Of(r + ((nint)2 * hidden * hidden), hidden, hidden, 1, hidden))
        : new(PackedMatrix.Of(r, hidden, gates * hidden, 1, hidden), null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Recurrent.Dispose();
        Candidate?.Dispose();
    }
}
