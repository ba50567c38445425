using Ridgeline.Runtime.Kernels.Elementwise;

namespace Ridgeline.Runtime.Kernels.Recurrent;

/// <summary>One direction of an LSTM, GRU or plain layer with the usual activations. All arrays are contiguous.</summary>
internal unsafe struct RecurrentCall
{
    /// <summary>Steps, sequences of a batch, values of an input, values of a hidden state.</summary>
    public int Steps, Batch, InputSize, HiddenSize;

    /// <summary>The inputs: [steps, batch, input size].</summary>
    public float* X;

    /// <summary>The hidden states of all steps, [steps, batch, hidden size] with <see cref="YStep"/> floats between steps; or null.</summary>
    public float* Y;

    /// <summary>Floats from one step of Y to the next.</summary>
    public nint YStep;

    /// <summary>The hidden state: [batch, hidden size]. In: the first, out: the last.</summary>
    public float* Hidden;

    /// <summary>The cell state of an LSTM: [batch, hidden size]. In: the first, out: the last.</summary>
    public float* Cell;

    /// <summary>Steps of each sequence of the batch, or null if all have <see cref="Steps"/>. Beyond its end Y is 0 and the states stay.</summary>
    public int* Lengths;

    /// <summary>Whether sequences run from their end.</summary>
    public bool Reverse;

    /// <summary>Limit of what goes into a gate; +∞ for none.</summary>
    public float Clip;

    /// <summary>The activation of a plain layer.</summary>
    public Activation Simple;
}
