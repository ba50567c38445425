using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;
using Ridgeline.Zoo;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>Networks of the zoo with seeded weights and inputs.</summary>
internal static class ZooNetworks
{
    /// <summary>Those that the tests of this room run: convolutions, residuals, depthwise ones, concatenations, attention, an LSTM, a GRU, a cache.</summary>
    public static TheoryData<string> Names =>
    [
        "zoo:lenet", "zoo:squeezenet1.1", "zoo:mobilenet-v2", "zoo:resnet18", "zoo:distilbert?seq=16", "zoo:gpt2?phase=decode&context=15", "zoo:lstm?size=small", "zoo:gru?size=small", "zoo:ncf",
    ];

    /// <summary>A network, compiled.</summary>
    public static CompiledNetwork Compile(string name, RuntimeOptions options)
    {
        var diagnostics = new DiagnosticBag();
        var model = NetworkZoo.Build(name);
        new SeedWeights(1).Run(model, diagnostics);
        var network = CompiledNetwork.Compile(model, options, diagnostics);
        diagnostics.ThrowIfErrors();
        return network!;
    }

    /// <summary>Inputs: reals in -1..1, integers 0 or 1.</summary>
    public static Dictionary<string, RuntimeValue> Inputs(CompiledNetwork network, int seed = 1)
    {
        var random = new Random(seed);
        return network.Inputs.ToDictionary(i => i.Name, i => Fill(i.Tensor!, random));
    }

    private static RuntimeValue Fill(TensorType type, Random random)
    {
        var tensor = new RuntimeTensor(type.Element, [.. type.Shape.Select(d => d.ValueOrNull ?? 1)]);
        switch (type.Element)
        {
            case ElementType.Float: foreach (ref var v in tensor.Span<float>()) v = (float)((random.NextDouble() * 2) - 1); break;
            case ElementType.Int64: foreach (ref var v in tensor.Span<long>()) v = random.Next(2); break;
            case ElementType.Int32: foreach (ref var v in tensor.Span<int>()) v = random.Next(2); break;
            case ElementType.Bool: foreach (ref var v in tensor.Span<byte>()) v = (byte)random.Next(2); break;
            default: throw new NotSupportedException($"{type}");
        }
        return tensor;
    }

    /// <summary>All floats of all outputs.</summary>
    public static float[] Floats(IEnumerable<RuntimeValue> outputs) => [.. outputs.OfType<RuntimeTensor>().Where(t => t.Element == ElementType.Float).SelectMany(t => t.Span<float>().ToArray())];
}
