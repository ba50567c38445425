namespace Ridgeline.Runtime.Operators;

/// <summary>What a recurrent cell sees: one direction's weights, one sequence's states, one step's input.</summary>
/// <param name="hidden">The size of the state.</param>
/// <param name="gates">How many gates the weights have.</param>
internal sealed class RecurrentStep(int hidden, int gates)
{
    /// <summary>The size of the state.</summary>
    public int Hidden => hidden;

    /// <summary>The hidden state so far.</summary>
    public double[] State { get; } = new double[hidden];

    /// <summary>The hidden state to come.</summary>
    public double[] Next { get; } = new double[hidden];

    /// <summary>The cell state, updated in place.</summary>
    public double[] Cell { get; } = new double[hidden];

    /// <summary>Input weights [gates hidden, input], of this direction.</summary>
    public double[] W { get; init; } = [];

    /// <summary>Recurrence weights [gates hidden, hidden].</summary>
    public double[] R { get; init; } = [];

    /// <summary>Biases [2 gates hidden]: input's, then recurrence's; empty if there are none.</summary>
    public double[] B { get; init; } = [];

    /// <summary>Peepholes [3 hidden]; empty if there are none.</summary>
    public double[] P { get; init; } = [];

    /// <summary>The activations.</summary>
    public Func<double, double>[] Functions { get; init; } = [];

    /// <summary>The bound on what activations are given; 0 is none.</summary>
    public double Clip { get; init; }

    /// <summary>The step's input.</summary>
    public double[] X { get; init; } = [];

    /// <summary>x W' + Wb of one gate's element.</summary>
    public double Input(int gate, int at) => Dot(W, (gate * hidden) + at, X) + (B.Length == 0 ? 0 : B[(gate * hidden) + at]);

    /// <summary>h R' + Rb of one gate's element.</summary>
    public double Recurrent(int gate, int at, double[] state) => Dot(R, (gate * hidden) + at, state) + (B.Length == 0 ? 0 : B[((gates + gate) * hidden) + at]);

    /// <summary>One element of a peephole.</summary>
    public double Peephole(int gate, int at) => P.Length == 0 ? 0 : P[(gate * hidden) + at];

    /// <summary>An activation of a clipped value.</summary>
    public double Act(int function, double value) => Functions[function](Clip > 0 ? Math.Clamp(value, -Clip, Clip) : value);

    private static double Dot(double[] weights, int row, double[] values)
    {
        var (sum, at) = (0.0, row * values.Length);
        for (var i = 0; i < values.Length; i++) sum += weights[at + i] * values[i];
        return sum;
    }
}
