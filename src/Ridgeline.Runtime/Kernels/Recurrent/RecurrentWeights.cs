using Ridgeline.Runtime.Kernels.Gemm;
using Ridgeline.Runtime.Kernels.Memory;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>Weights of one direction, packed once, from ONNX's layout (gates one after the other).</summary>
internal sealed unsafe class RecurrentWeights : IDisposable
{
    private readonly NativeBuffer _bias;
    private readonly NativeBuffer _peepholes;

    /// <summary>Packs weights.</summary>
    /// <param name="w">[gates * hidden, input].</param>
    /// <param name="r">[gates * hidden, hidden].</param>
    /// <param name="bias">[2 * gates * hidden]: of W, then of R; or null.</param>
    /// <param name="peepholes">[3 * hidden], or null.</param>
    /// <param name="gates">4 for an LSTM, 3 for a GRU.</param>
    /// <param name="input">Values of an input.</param>
    /// <param name="hidden">Values of a hidden state.</param>
    /// <param name="resetLast">For a GRU: whether the reset gate follows the product with R (linear_before_reset).</param>
    public RecurrentWeights(float* w, float* r, float* bias, float* peepholes, int gates, int input, int hidden, bool resetLast = false)
    {
        ResetLast = resetLast;
        Gates = gates;
        Input = PackedMatrix.Of(w, input, gates * hidden, 1, input);
        var first = gates == 3 ? 2 : gates;
        Recurrent = PackedMatrix.Of(r, hidden, first * hidden, 1, hidden);
        Candidate = gates == 3 ? PackedMatrix.Of(r + ((nint)2 * hidden * hidden), hidden, hidden, 1, hidden) : null;
        _bias = new((long)(gates + 1) * hidden * sizeof(float));
        for (var i = 0; bias is not null && i < gates * hidden; i++)
        {
            // A candidate that is reset after its product keeps the bias of R inside of the reset.
            var apart = gates == 3 && i >= 2 * hidden;
            _bias.Floats[i] = bias[i] + (apart ? 0 : bias[(gates * hidden) + i]);
            if (apart) _bias.Floats[i + hidden] = bias[(gates * hidden) + i];
        }
        _peepholes = new(3L * hidden * sizeof(float));
        HasPeepholes = peepholes is not null;
        if (HasPeepholes) new ReadOnlySpan<float>(peepholes, 3 * hidden).CopyTo(new(_peepholes.Floats, 3 * hidden));
    }

    /// <summary>4 for an LSTM, 3 for a GRU.</summary>
    public int Gates { get; }

    /// <summary>Whether the reset gate follows the product with R.</summary>
    public bool ResetLast { get; }

    /// <summary>[input, gates * hidden].</summary>
    public PackedMatrix Input { get; }

    /// <summary>[hidden, gates * hidden]; for a GRU without the candidate.</summary>
    public PackedMatrix Recurrent { get; }

    /// <summary>[hidden, hidden] of a GRU's candidate.</summary>
    public PackedMatrix? Candidate { get; }

    /// <summary>What is added with the input's product: [gates * hidden].</summary>
    public float* Bias => _bias.Floats;

    /// <summary>What is added with the candidate's product: [hidden], behind the last gate.</summary>
    public float* CandidateBias => _bias.Floats + ((nint)Gates * Recurrent.Layout.Depth);

    /// <summary>The peepholes, or null.</summary>
    public float* Peepholes => HasPeepholes ? _peepholes.Floats : null;

    private bool HasPeepholes { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Input.Dispose();
        Recurrent.Dispose();
        Candidate?.Dispose();
        _bias.Dispose();
        _peepholes.Dispose();
    }
}
