using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Families;

/// <summary>Runs one operator as a network of one node.</summary>
/// <param name="name">The operator.</param>
/// <param name="attributes">Its attributes.</param>
internal sealed class OneNode(string name, params NodeAttribute[] attributes)
{
    /// <summary>The version of the operator set.</summary>
    public int Opset { get; init; } = 23;

    /// <summary>How many outputs it has.</summary>
    public int Outputs { get; init; } = 1;

    /// <summary>Inputs that are constants of the network, so that they can be prepared.</summary>
    public int[] Constants { get; init; } = [];

    /// <summary>Its outputs for inputs; null leaves one out.</summary>
    public RuntimeTensor[] All(params RuntimeTensor?[] inputs)
    {
        var builder = new GraphBuilder("test", Opset);
        var given = new Dictionary<string, RuntimeValue>();
        var values = new Value?[inputs.Length];
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is not { } input) continue;
            var label = $"x{i}";
            values[i] = Constants.Contains(i) ? builder.Constant(label, TensorTransfer.FromRuntime(input))
                : builder.Input(label, input.Element, [.. input.Dims.Select(d => Dim.Of(d))]);
            if (!Constants.Contains(i)) given[label] = input;
        }
        foreach (var output in builder.Node("", name, "y", values, Outputs, attributes)) builder.Output(output!);
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(builder.Build(), new() { Threads = 2 }, diagnostics);
        diagnostics.ThrowIfErrors();
        return [.. network!.Run(given).Values.Cast<RuntimeTensor>()];
    }

    /// <summary>Its first output.</summary>
    public RuntimeTensor Of(params RuntimeTensor?[] inputs) => All(inputs)[0];

    /// <summary>A tensor of floats.</summary>
    public static RuntimeTensor Floats(float[] values, params long[] dims) => RuntimeTensor.Of<float>(ElementType.Float, values, dims);

    /// <summary>A tensor of 64-bit integers.</summary>
    public static RuntimeTensor Longs(long[] values, params long[] dims) => RuntimeTensor.Of<long>(ElementType.Int64, values, dims);

    /// <summary>A scalar.</summary>
    public static RuntimeTensor Scalar(float value) => Floats([value]);

    /// <summary>Seeded floats from -1 to 1.</summary>
    public static RuntimeTensor Noise(int seed, params long[] dims)
    {
        var random = new Random(seed);
        var tensor = new RuntimeTensor(ElementType.Float, dims);
        foreach (ref var value in tensor.Span<float>()) value = (random.NextSingle() * 2) - 1;
        return tensor;
    }

    /// <summary>Seeded bytes, signed or not.</summary>
    public static RuntimeTensor Bytes(int seed, bool signed, params long[] dims)
    {
        var tensor = new RuntimeTensor(signed ? ElementType.Int8 : ElementType.UInt8, dims);
        new Random(seed).NextBytes(tensor.Span<byte>());
        return tensor;
    }
}
