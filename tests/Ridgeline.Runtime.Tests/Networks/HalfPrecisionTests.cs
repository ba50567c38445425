using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Building;

namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>Networks of fp16 and bf16 calculate in float; a value is rounded where the network casts or returns it.</summary>
public sealed class HalfPrecisionTests
{
    // (1 + e)² - (1 + 2e) is e² for floats and 0 where the square is rounded to half precision.
    [Theory]
    [InlineData(ElementType.Float16, 0.0009765625f, false)]
    [InlineData(ElementType.Float16, 0.0009765625f, true)]
    [InlineData(ElementType.BFloat16, 0.0078125f, false)]
    [InlineData(ElementType.BFloat16, 0.0078125f, true)]
    public void A_value_is_rounded_where_it_is_cast_and_not_where_it_is_moved(ElementType element, float e, bool isCast)
    {
        var builder = new GraphBuilder("half", 17);
        var x = builder.Input("x", element, 2, 3);
        var square = builder.Node("Mul", "square", [x, x]);
        square = builder.Node("Reshape", "moved", [square, builder.Constant("shape", Tensor.OfInt64([3, 2], 2))]);
        if (isCast) square = builder.Node("Identity", "same", [builder.Node("Cast", "rounded", [square], NodeAttribute.Of("to", (long)element))]);
        builder.Output(builder.Node("Add", "y", [square, builder.Constant("c", Constant(element, -1 - (2 * e)))]));
        foreach (var fuse in (bool[])[false, true])
        {
            var y = Run(builder.Build(), element, 1 + e, fuse);
            Assert.Equal(element, y.Element);
            var expected = fuse && !isCast ? e * e : 0;
            for (var i = 0; i < y.Count; i++) Assert.Equal(expected, (float)Operators.ScalarReading.Real(y, i));
        }
    }

    private static RuntimeTensor Run(Model model, ElementType element, float value, bool fuse)
    {
        var diagnostics = new DiagnosticBag();
        using var network = CompiledNetwork.Compile(model, new() { Threads = 1, Fuse = fuse }, diagnostics);
        diagnostics.ThrowIfErrors();
        var input = new RuntimeTensor(ElementType.Float, 2, 3);
        input.Span<float>().Fill(value);
        return (RuntimeTensor)network!.Run(new Dictionary<string, RuntimeValue> { ["x"] = Operators.Casting.Convert(input, element) })["y"];
    }

    private static Tensor Constant(ElementType element, float value) => TensorTransfer.FromRuntime(Operators.Casting.Convert(RuntimeTensor.Of<float>(ElementType.Float, [value], 1), element));
}
