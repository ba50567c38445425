using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>LSTM and GRU with constant weights, which the kernels run, against their plain form, which runs where weights are inputs.</summary>
public sealed class RecurrentLayerTests
{
    private const int Time = 5, Input = 9, Hidden = 19;

    [Theory]
    [InlineData("LSTM", "forward", 2, 0)]
    [InlineData("LSTM", "reverse", 1, 0)]
    [InlineData("LSTM", "bidirectional", 3, 0)]
    [InlineData("LSTM", "bidirectional", 1, 1)]
    [InlineData("GRU", "forward", 2, 0)]
    [InlineData("GRU", "reverse", 1, 0, true)]
    [InlineData("GRU", "bidirectional", 3, 0)]
    [InlineData("GRU", "bidirectional", 3, 0, true)]
    [InlineData("GRU", "forward", 1, 1)]
    public void Kernels_agree_with_the_plain_form(string name, string direction, int batch, int layout, bool linear = false)
    {
        foreach (var given in (bool[])[false, true])
        {
            NodeAttribute[] attributes = [NodeAttribute.Of("hidden_size", (long)Hidden), NodeAttribute.Of("direction", direction), NodeAttribute.Of("layout", (long)layout)];
            if (given) attributes = [.. attributes, NodeAttribute.Of("clip", 0.4f)];
            if (linear) attributes = [.. attributes, NodeAttribute.Of("linear_before_reset", 1L)];
            var (gates, ways) = (name == "LSTM" ? 4 : 3, direction == "bidirectional" ? 2 : 1);
            var inputs = Inputs(gates, ways, batch, layout != 0, given);
            var outputs = gates == 4 ? 3 : 2;
            var plain = new OneNode(name, attributes) { Opset = 14, Outputs = outputs }.All(inputs);
            var fast = new OneNode(name, attributes) { Opset = 14, Outputs = outputs, Constants = [1, 2, 3, 7] }.All(inputs);
            for (var o = 0; o < outputs; o++)
            {
                Assert.Equal(plain[o].Dims, fast[o].Dims);
                for (var i = 0; i < plain[o].Count; i++) Assert.Equal(plain[o].Span<float>()[i], fast[o].Span<float>()[i], 1e-5f);
            }
        }
    }

    // Given: lengths, first states and peepholes too.
    private static RuntimeTensor?[] Inputs(int gates, int ways, int batch, bool batchFirst, bool given)
    {
        long[] states = batchFirst ? [batch, ways, Hidden] : [ways, batch, Hidden];
        List<RuntimeTensor?> inputs =
        [
            batchFirst ? OneNode.Noise(1, batch, Time, Input) : OneNode.Noise(1, Time, batch, Input), OneNode.Noise(2, ways, gates * Hidden, Input), OneNode.Noise(3, ways, gates * Hidden, Hidden),
            OneNode.Noise(4, ways, 2 * gates * Hidden),
        ];
        if (!given) return [.. inputs];
        inputs.Add(RuntimeTensor.Of<int>(ElementType.Int32, [.. Enumerable.Range(0, batch).Select(b => Time - b)], batch));
        inputs.Add(OneNode.Noise(5, states));
        if (gates == 4) inputs.AddRange([OneNode.Noise(6, states), OneNode.Noise(7, ways, 3 * Hidden)]);
        return [.. inputs];
    }
}
