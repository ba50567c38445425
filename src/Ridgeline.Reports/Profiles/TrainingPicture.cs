using Ridgeline.Graphs.Profiling;
using Ridgeline.Quantities;
using Ridgeline.Reports.Charts;

namespace Ridgeline.Reports.Profiles;

/// <summary>Why training runs out of memory: no single layer is large, their sum is.</summary>
internal static class TrainingPicture
{
    public static string Draw(NetworkProfile profile, TrainingProfile training)
    {
        var largest = profile.Layers.Where(l => l.WorkingSet is not null).MaxBy(l => l.WorkingSet!.Value.Value);
        IEnumerable<Bar> bars =
        [
            .. largest is null ? Array.Empty<Bar>() : [Alone(largest)],
            Step("all layers, every output kept", training, training.Activations),
            Step("all layers, ReLU and Dropout in place", training, training.ActivationsInPlace),
        ];
        return StackedBars.Draw(
            new([new("weights, gradients, state"), new("activations"), new("gradients of activations"), new("inputs"), new("saved beside")], [.. bars]),
            new()
            {
                Title = "One layer against all layers", Subtitle = "what a training step must hold until the backward pass has used it",
                Format = ProfilePictures.Size, Limit = ProfilePictures.Limit(profile.Options.Memory),
            });
    }

    private static Bar Alone(LayerProfile layer) =>
        new($"the largest layer: {layer.Name}", [layer.WeightBytes.Value, layer.InputBytes!.Value.Value + layer.OutputBytes!.Value.Value, 0, 0, 0]);

    private static Bar Step(string name, TrainingProfile training, Bytes activations) =>
        new(name, [training.States.Value, activations.Value, activations.Value, training.Inputs.Value, training.Saved.Value]);
}
