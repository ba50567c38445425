using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Onnx;

namespace Ridgeline.Runtime.Tests.Rivals;

/// <summary>
/// Single nodes against ONNX Runtime: the operators of its own domain, which no test of ONNX covers, and forms of ONNX's operators for which there is a
/// prepared form. Skipped where there is no ONNX Runtime.
/// </summary>
public sealed class OneNodeAgainstOrtTests
{
    private const string Ms = "com.microsoft";
    private const double Relative = 2e-5;

    private static readonly Dictionary<string, Case> s_cases = Normalised().Concat(Multiplied()).Concat(OfBytes()).Concat(Attending()).Concat(Plain()).ToDictionary(c => c.Name);

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_agrees(string name)
    {
        using var ort = OrtAtHand.Open();
        var file = Path.GetTempFileName();
        var given = s_cases[name];
        Write(given, file);
        using (var session = ort.Open(file, 1))
        {
            using var run = session.Bind([.. given.Inputs.Where(i => i is { IsConstant: false }).Select(i => i!.Tensor)]);
            run.Run();
            var diagnostics = new DiagnosticBag();
            using var network = CompiledNetwork.Compile(OnnxReader.Read(file, diagnostics)!, new() { Threads = 2 }, diagnostics);
            diagnostics.ThrowIfErrors();
            var made = network!.Run(network.Inputs.ToDictionary(i => i.Name, i => (RuntimeValue)TensorTransfer.ToRuntime(given.Inputs[int.Parse(i.Name[1..])]!.Tensor)));
            foreach (var (output, theirs) in run.Results())
            {
                var mine = (RuntimeTensor)made[output];
                Assert.Equal(theirs.Dims, mine.Dims);
                Compare(Numbers(theirs), Numbers(TensorTransfer.FromRuntime(mine)), theirs.Element);
            }
        }
        File.Delete(file);
    }

    private static double[] Numbers(Tensor tensor) => ElementReader.Reals(tensor) ?? [.. ElementReader.Integers(tensor)!.Select(i => (double)i)];

    // Bytes may differ by one step where a half is rounded.
    private static void Compare(double[] theirs, double[] mine, ElementType element)
    {
        var bound = element is ElementType.UInt8 ? 1 : element is ElementType.Float ? Relative * Math.Max(1e-3, theirs.Max(Math.Abs)) : 0;
        for (var i = 0; i < theirs.Length; i++) Assert.True(Math.Abs(theirs[i] - mine[i]) <= bound, $"{i}: {mine[i]} instead of {theirs[i]}");
    }

    private static void Write(Case given, string path)
    {
        var graph = new Graph("one");
        var node = new Node(given.Operator, given.Domain) { Name = "one" };
        for (var i = 0; i < given.Inputs.Length; i++)
        {
            if (given.Inputs[i] is not { } input)
            {
                node.Inputs.Add(null);
                continue;
            }
            var value = new Value($"x{i}") { Type = input.Tensor.Type };
            if (input.IsConstant) value.Constant = input.Tensor;
            if (input.IsConstant) graph.Initializers.Add(value);
            else graph.Inputs.Add(value);
            node.Inputs.Add(value);
        }
        foreach (var attribute in given.Attributes) node.Set(attribute);
        for (var i = 0; i < given.Outputs.Length; i++)
        {
            if (given.Outputs[i] == ElementType.Undefined)
            {
                node.Outputs.Add(null);
                continue;
            }
            var value = new Value($"y{i}") { Type = new TensorType(given.Outputs[i], Shape.Unknown) };
            node.Outputs.Add(value);
            graph.Outputs.Add(value);
        }
        graph.Nodes.Add(node);
        using var model = new Model(graph) { IrVersion = 8 };
        model.Opsets[""] = 17;
        model.Opsets[Ms] = 1;
        OnnxWriter.Write(model, path);
    }

    private static IEnumerable<Case> Normalised()
    {
        foreach (var name in new[] { "Gelu", "QuickGelu" }) yield return Of(name, Ms, [F(2, 3, 40)]);
        foreach (var name in new[] { "BiasGelu", "FastGelu" }) yield return Of(name, Ms, [F(2, 3, 40), F(40)]);
        yield return Of("SkipLayerNormalization", Ms, [F(2, 5, 48), F(2, 5, 48), C(F(48)), C(F(48)), C(F(48))], [A("epsilon", 1e-5f)]) with
        {
            Outputs = [ElementType.Float, ElementType.Undefined, ElementType.Undefined, ElementType.Float],
        };
        yield return Of("SkipSimplifiedLayerNormalization", Ms, [F(2, 5, 48), F(2, 5, 48), C(F(48))], [A("epsilon", 1e-5f)]);
        yield return Of("SimplifiedLayerNormalization", "", [F(2, 5, 48), C(F(48))], [A("epsilon", 1e-5f), A("axis", -1)]);
        yield return Of("EmbedLayerNormalization", Ms, [Ids(9, 2, 5), Ids(2, 2, 5), C(F(9, 32)), C(F(7, 32)), C(F(2, 32)), C(F(32)), C(F(32)), Ids(2, 2, 5)]) with
        {
            Outputs = [ElementType.Float, ElementType.Int32],
        };
    }

    private static IEnumerable<Case> Multiplied()
    {
        yield return Of("FusedMatMul", Ms, [F(2, 7, 5), F(2, 7, 6)], [A("transA", 1), A("alpha", 0.25f)]);
        yield return Of("FusedMatMul", Ms, [F(2, 5, 7), F(6, 7)], [A("transB", 1)], "both");
        yield return Of("FusedMatMul", Ms, [F(5, 3, 7), F(3, 6, 7)], [A("transBatchA", 1), A("transB", 1)], "stack");
        yield return Of("FusedGemm", Ms, [F(5, 7), C(F(7, 9)), C(F(9))], [T("activation", "LeakyRelu"), A("activation_alpha", 0.2f)]);
        foreach (var activation in new[] { "Relu", "Tanh", "Sigmoid", "HardSigmoid", "Clip" })
        {
            NodeAttribute[] parameters = activation is "Clip" or "HardSigmoid" ? [NodeAttribute.Of("activation_params", (float[])[0.2f, 0.5f])] : [];
            yield return Of("FusedConv", Ms, [F(1, 4, 9, 9), C(F(6, 4, 3, 3)), C(F(6))],
                [N("pads", 1, 1, 1, 1), N("kernel_shape", 3, 3), T("activation", activation), .. parameters], activation);
        }
        yield return Of("FusedConv", Ms, [F(1, 4, 9, 9), C(F(6, 4, 3, 3)), C(F(6)), F(1, 6, 9, 9)],
                [N("pads", 1, 1, 1, 1), N("kernel_shape", 3, 3), T("activation", "Relu")], "sum");
        yield return Of("DynamicQuantizeMatMul", Ms, [F(2, 5, 16), C(B(16, 12)), C(S(0.02f)), C(Z(120)), C(F(12))]);
        yield return Of("MatMulIntegerToFloat", Ms, [B(5, 16), C(B(16, 12)), C(S(0.03f)), C(S(0.02f)), C(Z(128)), C(Z(120)), C(F(12))]);
    }

    private static IEnumerable<Case> OfBytes()
    {
        foreach (var name in new[] { "QLinearAdd", "QLinearMul" })
        {
            yield return Of(name, Ms, [B(2, 40), C(S(0.02f)), C(Z(128)), B(2, 40), C(S(0.03f)), C(Z(100)), C(S(0.05f)), C(Z(110))]) with { Outputs = [ElementType.UInt8] };
        }
        foreach (var name in new[] { "QLinearSigmoid", "QLinearLeakyRelu" })
        {
            yield return Of(name, Ms, [B(2, 40), C(S(0.02f)), C(Z(128)), C(S(0.01f)), C(Z(10))]) with { Outputs = [ElementType.UInt8] };
        }
        yield return Of("QLinearGlobalAveragePool", Ms, [B(1, 8, 7, 7), C(S(0.02f)), C(Z(128)), C(S(0.01f)), C(Z(120))]) with { Outputs = [ElementType.UInt8] };
        yield return Of("QLinearAveragePool", Ms, [B(1, 8, 7, 7), C(S(0.02f)), C(Z(128)), C(S(0.01f)), C(Z(120))], [N("kernel_shape", 3, 3), N("strides", 2, 2)])
                with { Outputs = [ElementType.UInt8] };
        yield return Of("QLinearConcat", Ms, [C(S(0.03f)), C(Z(110)), B(1, 3, 4), C(S(0.02f)), C(Z(128)), B(1, 2, 4), C(S(0.03f)), C(Z(110))], [A("axis", 1)])
                with { Outputs = [ElementType.UInt8] };
    }

    private static IEnumerable<Case> Attending()
    {
        yield return Of("Attention", Ms, [F(2, 6, 32), C(F(32, 96)), C(F(96))], [A("num_heads", 4)]);
        yield return Of("Attention", Ms, [F(2, 6, 32), C(F(32, 96)), C(F(96)), Ids(2, 2, 6)], [A("num_heads", 4)], "mask");
        yield return Of("Attention", Ms, [F(2, 6, 32), C(F(32, 96)), C(F(96))], [A("num_heads", 4), A("unidirectional", 1)], "causal");
        yield return Of("QAttention", Ms, [B(2, 6, 32), C(B(32, 96)), C(F(96)), C(S(0.01f)), C(S(0.01f)), null, C(Z(128)), C(Z(128))], [A("num_heads", 4)]);
        yield return Of("MultiHeadAttention", Ms, [F(2, 6, 32), F(2, 8, 32), F(2, 8, 32), C(F(96))], [A("num_heads", 4)]);
        yield return Of("MultiHeadAttention", Ms, [F(2, 6, 32), F(2, 4, 8, 8), F(2, 4, 8, 8)], [A("num_heads", 4)], "split");
        yield return Of("MultiHeadAttention", Ms, [F(2, 6, 32), F(2, 6, 32), F(2, 6, 32), null, null, F(1, 4, 6, 6)], [A("num_heads", 4)], "bias");
        yield return Of("MatMulNBits", Ms, [F(2, 64), C(B(24, 2, 16)), C(F(48))], [A("K", 64), A("N", 24), A("bits", 4), A("block_size", 32)]);
        yield return Of("MatMulNBits", Ms, [F(2, 64), C(B(24, 2, 16)), C(F(48)), C(B(24))], [A("K", 64), A("N", 24), A("bits", 4), A("block_size", 32)], "zeros");
        yield return Of("RotaryEmbedding", Ms, [F(2, 5, 32), Positions(2, 5), C(F(10, 4)), C(F(10, 4))], [A("num_heads", 4)]);
    }

    private static IEnumerable<Case> Plain()
    {
        foreach (var equation in new[] { "bhid,bhjd->bhij", "bij,bjk->bik", "ij,jk->ki", "bcxd,bsd->bcxs" }) yield return Sum(equation);
        yield return Of("MaxPool", "", [F(2, 3, 11, 13)], [N("kernel_shape", 3, 2), N("strides", 2, 1), N("pads", 1, 0, 1, 1)]);
        yield return Of("MaxPool", "", [F(1, 3, 11, 13)], [N("kernel_shape", 3, 3), N("strides", 2, 2), A("ceil_mode", 1)], "ceil");
        yield return Of("MaxPool", "", [F(1, 3, 20)], [N("kernel_shape", 4), N("dilations", 2)], "line");
        yield return Of("MaxPool", "", [F(1, 3, 6, 7, 8)], [N("kernel_shape", 2, 3, 2), N("strides", 2, 1, 3)], "solid");
        foreach (var counted in new[] { 0, 1 })
        {
            yield return Of("AveragePool", "", [F(2, 3, 11, 13)],
                [N("kernel_shape", 3, 3), N("strides", 2, 1), N("pads", 1, 1, 1, 1), A("count_include_pad", counted)], $"{counted}");
        }
        yield return Of("GlobalAveragePool", "", [F(2, 3, 11, 13)]);
        yield return Of("GlobalMaxPool", "", [F(2, 3, 11, 13)]);
        yield return Of("InstanceNormalization", "", [F(2, 3, 11, 13), C(F(3)), C(F(3))]);
        foreach (var activation in new[] { "Relu", "Tanh" })
        {
            yield return Of("RNN", "", [F(6, 2, 10), C(F(1, 12, 10)), C(F(1, 12, 12)), C(F(1, 24))], [A("hidden_size", 12), Texts("activations", activation)], activation)
                with { Outputs = [ElementType.Float, ElementType.Float] };
        }
        yield return Of("RNN", "", [F(6, 1, 10), C(F(2, 12, 10)), C(F(2, 12, 12))], [A("hidden_size", 12), T("direction", "bidirectional")], "both ways")
                with { Outputs = [ElementType.Float, ElementType.Float] };
        yield return Of("Pad", "", [F(1, 3, 5, 6), C(Given(1, 0, 2, 3, 0, 0, 1, 2))]);
        foreach (var mode in new[] { "edge", "reflect" }) yield return Of("Pad", "", [F(1, 3, 5, 6), C(Given(0, 0, 2, 3, 0, 0, 1, -2))], [T("mode", mode)], mode);
        yield return Of("NonMaxSuppression", "", [Boxes(300), F(1, 2, 300), C(Given(100)), C(S(0.4f)), C(S(0.1f))]) with { Outputs = [ElementType.Int64] };
    }

    private static Case Sum(string equation)
    {
        long[] Dims(string term) => [.. term.Select(c => 2L + ((c * 7) % 5))];
        var terms = equation.Split("->")[0].Split(',');
        return Of("Einsum", "", [F(Dims(terms[0])), F(Dims(terms[1]))], [T("equation", equation)], equation);
    }

    private static Case Of(string operation, string domain, Operand?[] inputs, NodeAttribute[]? attributes = null, string form = "") =>
        new(form.Length == 0 ? operation : $"{operation} {form}", operation, domain, inputs, attributes ?? []) { Outputs = [ElementType.Float] };

    private static Operand C(Operand operand) => operand with { IsConstant = true };

    private static Operand F(params long[] dims) => new(Tensor.OfFloat([.. Draw(dims, r => (float)((r.NextDouble() * 2) - 1))], dims));

    private static Operand B(params long[] dims) => new(Tensor.Of<byte>(ElementType.UInt8, [.. Draw(dims, r => (byte)r.Next(256))], dims));

    private static Operand Z(byte zero) => new(Tensor.Of<byte>(ElementType.UInt8, [zero], []));

    private static Operand S(float scale) => new(Tensor.OfFloat([scale]));

    private static Operand Given(params long[] numbers) => new(Tensor.OfInt64(numbers, numbers.Length));

    private static Operand Ids(int below, params long[] dims)
    {
        var ids = Draw(dims, r => r.Next(below)).ToArray();
        ids[0] = below - 1;
        return new(Tensor.Of<int>(ElementType.Int32, ids, dims));
    }

    private static Operand Positions(long batch, long length) => new(Tensor.OfInt64([.. Enumerable.Range(0, (int)(batch * length)).Select(i => i % length)], batch, length));

    private static Operand Boxes(int count)
    {
        var random = new Random(3);
        var boxes = Enumerable.Range(0, count).SelectMany(_ =>
        {
            var (y, x) = (random.NextSingle() * 50, random.NextSingle() * 50);
            return (float[])[y, x, y + 5 + (random.NextSingle() * 20), x + 5 + (random.NextSingle() * 20)];
        });
        return new(Tensor.OfFloat([.. boxes], 1, count, 4));
    }

    private static IEnumerable<T> Draw<T>(long[] dims, Func<Random, T> next)
    {
        var random = new Random((int)dims.Aggregate(17L, (a, b) => (a * 31) + b));
        return Enumerable.Range(0, (int)dims.Aggregate(1L, (a, b) => a * b)).Select(_ => next(random));
    }

    private static NodeAttribute A(string name, long value) => NodeAttribute.Of(name, value);

    private static NodeAttribute A(string name, float value) => NodeAttribute.Of(name, value);

    private static NodeAttribute N(string name, params long[] values) => NodeAttribute.Of(name, values);

    private static NodeAttribute T(string name, string value) => NodeAttribute.Of(name, value);

    private static NodeAttribute Texts(string name, string value) =>
        new(name, AttributeKind.Strings, (ReadOnlyMemory<byte>[])[System.Text.Encoding.UTF8.GetBytes(value)]);

    private sealed record Operand(Tensor Tensor, bool IsConstant = false);

    private sealed record Case(string Name, string Operator, string Domain, Operand?[] Inputs, NodeAttribute[] Attributes)
    {
        public ElementType[] Outputs { get; init; } = [ElementType.Float];
    }
}
