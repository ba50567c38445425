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
    /// <param name="gates">4 for an LSTM, 3 for a GRU, 1 for a plain layer.</param>
    /// <param name="input">Values of an input.</param>
    /// <param name="hidden">Values of a hidden state.</param>
    /// <param name="resetLast">For a GRU: whether the reset gate follows the product with R (linear_before_reset).</param>
    public RecurrentWeights(float* w, float* r, float* bias, float* peepholes, int gates, int input, int hidden, bool resetLast = false)
        : this(PackInput(w, gates, input, hidden), RecurrentState.Of(r, gates, hidden), bias, peepholes, gates, resetLast)
    {
    }

    /// <summary>Takes what is packed already.</summary>
    public RecurrentWeights(PackedMatrix input, RecurrentState state, float* bias, float* peepholes, int gates, bool resetLast)
    {
        (Gates, Input, State, ResetLast) = (gates, input, state, resetLast);
        var hidden = state.Recurrent.Layout.Depth;
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

    /// <summary>4 for an LSTM, 3 for a GRU, 1 for a plain layer.</summary>
    public int Gates { get; }

    /// <summary>Whether the reset gate follows the product with R.</summary>
    public bool ResetLast { get; }

    /// <summary>[input, gates * hidden].</summary>
    public PackedMatrix Input { get; }

    /// <summary>What the hidden state is multiplied by.</summary>
    public RecurrentState State { get; }

    /// <summary>What is added with the input's product: [gates * hidden].</summary>
    public float* Bias => _bias.Floats;

    /// <summary>What is added with the candidate's product: [hidden], behind the last gate.</summary>
    public float* CandidateBias => _bias.Floats + ((nint)Gates * State.Recurrent.Layout.Depth);

    /// <summary>The peepholes, or null.</summary>
    public float* Peepholes => HasPeepholes ? _peepholes.Floats : null;

    private bool HasPeepholes { get; }

    /// <summary>Packs W: [gates * hidden, input].</summary>
    public static PackedMatrix PackInput(float* w, int gates, int input, int hidden) => PackedMatrix.Of(w, input, gates * hidden, 1, input);

    /// <inheritdoc/>
    public void Dispose()
    {
        Input.Dispose();
        State.Dispose();
        _bias.Dispose();
        _peepholes.Dispose();
    }
}
