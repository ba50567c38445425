using Ridgeline.Runtime.Kernels.Memory;
using Ridgeline.Runtime.Kernels.Recurrent;
using Ridgeline.Runtime.Threads;

namespace Ridgeline.Runtime.Tests.Kernels;

/// <summary>LSTM and GRU against ONNX's formulas in double.</summary>
public sealed unsafe class RecurrentTests
{
    [Theory]
    [InlineData(4, 5, 1, 3, 7, false, false, false)]
    [InlineData(4, 6, 3, 20, 33, true, true, false)]
    [InlineData(4, 3, 2, 64, 128, false, true, true)]
    [InlineData(3, 5, 2, 9, 17, false, false, false)]
    [InlineData(3, 6, 3, 20, 33, true, true, true)]
    [InlineData(3, 4, 1, 30, 64, true, false, false)]
    public void A_sequence(int gates, int steps, int batch, int input, int hidden, bool reverse, bool ragged, bool option)
    {
        using var pool = new WorkerPool(2);
        using Numbers x = new((long)steps * batch * input, 1), w = new((long)gates * hidden * input, 2, 0.3), r = new((long)gates * hidden * hidden, 3, 0.3), bias = new(2L * gates * hidden, 4), peep = new(3L * hidden, 5);
        using Numbers y = new((long)steps * batch * hidden), h = new((long)batch * hidden, 6), c = new((long)batch * hidden, 7);
        // Option: peepholes of an LSTM, the reset after the product of a GRU.
        using var weights = new RecurrentWeights(w, r, bias, option && gates == 4 ? peep : null, gates, input, hidden, option && gates == 3);
        int[] lengths = [.. Enumerable.Range(0, batch).Select(i => Math.Max(0, steps - (2 * i)))];
        double[][] hiddens = [.. Enumerable.Range(0, batch).Select(i => Row(h, i, hidden))], cells = [.. Enumerable.Range(0, batch).Select(i => Row(c, i, hidden))];
        fixed (int* pl = lengths)
        {
            var call = new RecurrentCall
            {
                Steps = steps, Batch = batch, InputSize = input, HiddenSize = hidden, X = x, Y = y, YStep = batch * hidden, Hidden = h, Cell = c, Lengths = ragged ? pl : null, Reverse = reverse,
                Clip = float.PositiveInfinity,
            };
            using var scratch = new NativeBuffer(RecurrentNetwork.ScratchBytes(call, gates));
            RecurrentNetwork.Run(call, weights, pool, scratch.Pointer);
        }
        y.AssertGuard();
        h.AssertGuard();
        for (var item = 0; item < batch; item++)
        {
            var length = ragged ? lengths[item] : steps;
            for (var time = 0; time < length; time++)
            {
                var step = reverse ? length - 1 - time : time;
                var from = Row(x, (step * batch) + item, input);
                if (gates == 4) Lstm(from, hiddens[item], cells[item], w, r, bias, option ? peep : null);
                else Gru(from, hiddens[item], w, r, bias, option);
                for (var i = 0; i < hidden; i++) Assert.Equal(hiddens[item][i], y[(((step * batch) + item) * hidden) + i], 3e-5);
            }
            for (var step = length; step < steps; step++)
            {
                for (var i = 0; i < hidden; i++) Assert.Equal(0, y[(((step * batch) + item) * hidden) + i]);
            }
            for (var i = 0; i < hidden; i++) Assert.Equal(hiddens[item][i], h[(item * hidden) + i], 3e-5);
        }
    }

    private static double[] Row(float* p, int row, int n) => [.. Enumerable.Range(0, n).Select(i => (double)p[(row * n) + i])];

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Dot(float* row, double[] x) => x.Select((v, i) => v * row[i]).Sum();

    private static void Lstm(double[] x, double[] h, double[] c, float* w, float* r, float* bias, float* peep)
    {
        int n = h.Length, m = x.Length;
        var sums = Enumerable.Range(0, 4 * n).Select(g => Dot(w + (g * m), x) + Dot(r + (g * n), h) + bias[g] + bias[(4 * n) + g]).ToArray();
        for (var i = 0; i < n; i++)
        {
            double P(int gate) => peep is null ? 0 : peep[(gate * n) + i];
            var input = Sigmoid(sums[i] + (P(0) * c[i]));
            var forget = Sigmoid(sums[(2 * n) + i] + (P(2) * c[i]));
            c[i] = (forget * c[i]) + (input * Math.Tanh(sums[(3 * n) + i]));
            h[i] = Sigmoid(sums[n + i] + (P(1) * c[i])) * Math.Tanh(c[i]);
        }
    }

    private static void Gru(double[] x, double[] h, float* w, float* r, float* bias, bool resetLast)
    {
        int n = h.Length, m = x.Length;
        double[] Gate(int gate) => [.. Enumerable.Range(gate * n, n).Select(g => Sigmoid(Dot(w + (g * m), x) + Dot(r + (g * n), h) + bias[g] + bias[(3 * n) + g]))];
        double[] z = Gate(0), reset = Gate(1), before = [.. h.Zip(reset, (a, b) => a * b)], old = [.. h];
        for (var i = 0; i < n; i++)
        {
            var g = (2 * n) + i;
            var state = resetLast ? reset[i] * (Dot(r + (g * n), old) + bias[(3 * n) + g]) : Dot(r + (g * n), before) + bias[(3 * n) + g];
            h[i] = ((1 - z[i]) * Math.Tanh(Dot(w + (g * m), x) + bias[g] + state)) + (z[i] * old[i]);
        }
    }
}
