using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;

namespace Ridgeline.Runtime.Conformance;

/// <summary>Runs cases of ONNX's test suite and compares what comes out, within the suite's tolerances.</summary>
/// <param name="options">How the networks are run.</param>
public sealed class ConformanceRunner(RuntimeOptions options)
{
    /// <summary>Runs one case. Whatever happens is in the result.</summary>
    public ConformanceResult Run(ConformanceCase test)
    {
        var diagnostics = new DiagnosticBag();
        using var model = OnnxReader.Read(test.Model, diagnostics);
        if (model is null) return new(test.Name, "?", diagnostics.Errors.FirstOrDefault()?.Message ?? "the model cannot be read");
        var tested = Tested(model);
        try
        {
            return new(test.Name, tested, Failure(test, model));
        }
        catch (DiagnosticException e)
        {
            return new(test.Name, tested, e.Diagnostics[0].ToString());
        }
    }

    private static string Tested(Model model) => model.Graph.Nodes.Count > 20 ? "network"
        : model.Graph.Nodes.GroupBy(n => n.QualifiedType).OrderByDescending(g => g.Count()).Select(g => g.Key).FirstOrDefault() ?? "none";

    private string? Failure(ConformanceCase test, Model model)
    {
        var diagnostics = new DiagnosticBag();
        var inputs = model.Graph.Inputs.ToList();
        var outputs = model.Graph.Outputs.ConvertAll(o => o.Type);
        var types = inputs.ConvertAll(i => i.Type);
        using var network = CompiledNetwork.Compile(model, options, diagnostics);
        diagnostics.ThrowIfErrors();
        if (test.Vectors.Count == 0)
        {
            return Compare(network!, LightInputs(network!), o => o == 0 ? TestValues.Read(test.LightOutput!, outputs[0]) : null);
        }
        foreach (var vector in test.Vectors)
        {
            var given = new Dictionary<string, RuntimeValue>(StringComparer.Ordinal);
            for (var i = 0; i < inputs.Count && File.Exists(Path.Combine(vector, $"input_{i}.pb")); i++)
            {
                given[inputs[i].Name] = TestValues.Read(Path.Combine(vector, $"input_{i}.pb"), types[i]);
            }
            var failure = Compare(network!, given, o => TestValues.Read(Path.Combine(vector, $"output_{o}.pb"), outputs[o]));
            if (failure is not null) return failure;
        }
        return null;
    }

    private static string? Compare(CompiledNetwork network, Dictionary<string, RuntimeValue> inputs, Func<int, RuntimeValue?> expected)
    {
        var made = network.Run(inputs).ToList();
        for (var o = 0; o < made.Count; o++)
        {
            if (expected(o) is { } wanted && Comparison.Difference(made[o].Value, wanted) is { } difference) return $"output '{made[o].Key}': {difference}";
        }
        return null;
    }

    // The suite's light networks are given i/n for element i of n.
    private static Dictionary<string, RuntimeValue> LightInputs(CompiledNetwork network)
    {
        var inputs = new Dictionary<string, RuntimeValue>(StringComparer.Ordinal);
        foreach (var input in network.Inputs)
        {
            var tensor = new RuntimeTensor(ElementType.Float, input.Tensor!.Shape.ToNumbers());
            var span = tensor.Span<float>();
            for (var i = 0; i < span.Length; i++) span[i] = (float)((double)i / span.Length);
            inputs[input.Name] = tensor;
        }
        return inputs;
    }
}
