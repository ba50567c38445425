using Ridgeline.Graphs.Profiling;
using static Ridgeline.Graphs.Tests.Sketch;

namespace Ridgeline.Graphs.Tests;

public sealed class TrainingTests
{
    private static Model Network() => Model(b =>
    {
        var conv = b.Node("Conv", "conv1", [b.Input("x", ElementType.Float, 2, 3, 8, 8), b.Weight("w1", Filling.Ones, 4, 3, 3, 3)]);
        var relu = b.Node("Relu", "relu", [conv]);
        b.Output(b.Node("Conv", "conv2", [relu, b.Weight("w2", Filling.Ones, 5, 4, 3, 3)]));
    });

    [Theory]
    [InlineData(Optimizer.Sgd, 0, 2)]
    [InlineData(Optimizer.Momentum, 1, 4)]
    [InlineData(Optimizer.Adam, 2, 14)]
    public void An_optimizer_has_its_state_and_its_update(Optimizer optimizer, int state, int flops)
    {
        var training = Network().Profile(new() { Training = optimizer }).Training!;
        const long weights = ((4 * 3 * 9) + (5 * 4 * 9)) * 4;
        Assert.Equal((weights, weights, state * weights), (training.Weights.Value, training.WeightGradients.Value, training.OptimizerState.Value));
        Assert.Equal(flops * weights / 4, (long)training.Update.Value);
        Assert.Equal((2 + state) * weights, training.Memory.Resident.Value);
    }

    [Fact]
    public void The_first_layer_needs_no_gradient_of_its_input()
    {
        var training = Network().Profile(new() { Training = Optimizer.Sgd }).Training!;
        const long first = 2L * 4 * 36 * 27, second = 2L * 5 * 16 * 36;
        Assert.Equal(first + second, (long)training.Forward.Macs.Value);
        Assert.Equal(first + (2 * second), (long)training.Backward.Macs.Value);
    }

    [Fact]
    public void A_product_of_two_activations_has_a_gradient_for_each()
    {
        var training = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4, 4);
            var (q, k) = (b.Node("MatMul", "q", [x, b.Weight("wq", Filling.Ones, 4, 4)]), b.Node("MatMul", "k", [x, b.Weight("wk", Filling.Ones, 4, 4)]));
            b.Output(b.Node("MatMul", "scores", [q, k]));
            b.Output(b.Node("MatMul", "half", [x, k]));
        }).Profile(new() { Training = Optimizer.Sgd }).Training!;
        Assert.Equal((4 * 64, (1 + 1 + 2 + 1) * 64), ((long)training.Forward.Macs.Value, (long)training.Backward.Macs.Value));
    }

    [Fact]
    public void Sums_of_a_framework_that_keeps_everything()
    {
        var training = Network().Profile(new() { Training = Optimizer.Momentum }).Training!;
        const long conv1 = 2 * 4 * 36 * 4, conv2 = 2 * 5 * 16 * 4, input = 2 * 3 * 64 * 4;
        Assert.Equal((input, (2 * conv1) + conv2, conv1 + conv2), (training.Inputs.Value, training.Activations.Value, training.ActivationsInPlace.Value));
        Assert.Equal((3 * training.Weights.Value) + input + (2 * ((2 * conv1) + conv2)), training.EveryModule.Value);
        Assert.Equal((3 * training.Weights.Value) + input + (2 * (conv1 + conv2)), training.InPlace.Value);
    }

    [Fact]
    public void Where_no_gradient_goes_none_is_held()
    {
        var training = Model(b =>
        {
            var x = b.Input("x", ElementType.Float, 4, 4);
            var frozen = b.Node("Softmax", "frozen", [x]);
            b.Output(b.Node("MatMul", "y", [frozen, b.Weight("w", Filling.Ones, 4, 4)]));
            b.Node("Sigmoid", "dead end", [b.Graph.Nodes[1].Outputs[0]]);
        }).Profile(new() { Training = Optimizer.Sgd }).Training!;
        Assert.Equal(64, (long)training.Backward.Macs.Value);
        // x + frozen, frozen + y, all three; then frozen and the gradient of y until y's step.
        Assert.Equal([128, 128, 192, 128, 128, 0, 0], training.Memory.Steps.Select(s => s.Live.Value));
    }

    [Fact]
    public void What_a_loop_keeps_is_left_out_and_said()
    {
        var (i, go, state, next) = (Value("i", ElementType.Int64), Value("go", ElementType.Bool), Value("state", ElementType.Float, 4, 4), new Value("next"));
        var profile = Model(b =>
        {
            var body = Body("body", [i, go, state], [go, next], Node("MatMul", [state, b.Weight("w", Filling.Ones, 4, 4)], [next]));
            b.Output(b.Node("Loop", "loop", [b.Count("trips", 3), null, b.Input("x", ElementType.Float, 4, 4)], NodeAttribute.Of("body", body)));
        }).Profile(new() { Training = Optimizer.Sgd });
        Assert.Equal(16, profile.Parameters);
        Assert.Contains("loops and branches", Assert.Single(profile.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_saved_beside_activations_is_held_until_the_backward_step()
    {
        var training = Model(b =>
        {
            var x = b.Node("Conv", "c", [b.Input("x", ElementType.Float, 1, 3, 4, 4), b.Weight("w", Filling.Ones, 8, 3, 1, 1)]);
            b.Output(b.Node("LRN", "lrn", [x], NodeAttribute.Of("size", 5L)));
        }).Profile(new() { Training = Optimizer.Sgd, Precision = ElementType.Float16 }).Training!;
        // One denominator an element, at the price of the elements.
        Assert.Equal(8 * 16 * 2, training.Saved.Value);
        Assert.Contains(training.Memory.AliveAtPeak, t => t.Name == "lrn (saved)" && t.Size == training.Saved);
    }
}
