using Ridgeline.Graphs.Profiling;
using Ridgeline.Machines;

namespace Ridgeline.Prediction;

/// <summary>Writes a profile out as the work of one inference or one training step, in order.</summary>
internal static class Jobs
{
    /// <summary>The jobs of a profile.</summary>
    /// <param name="profile">The profile.</param>
    /// <param name="format">What to compute floating-point layers in; null takes each as it is stored.</param>
    public static IReadOnlyList<Job> Of(NetworkProfile profile, NumberFormat? format)
    {
        var forward = profile.Layers.Select(layer => Forward(layer, format)).ToList();
        if (profile.Training is not { } training) return forward;
        var backward = profile.Layers.Reverse().Where(l => l.Flow.Backward is not null).Select(l => Backward(l, Forward(l, format)));
        IEnumerable<Job> again = profile.Options.Recompute ? forward.Select(j => j with { Name = $"{j.Name} (again)" }) : [];
        return [.. forward, .. again, .. backward, Update(training)];
    }

    private static Job Forward(LayerProfile layer, NumberFormat? format) => new()
    {
        Name = layer.Name, Op = layer.Op, Block = layer.Block, Family = OperatorFamilies.Of(layer), Work = layer.Work ?? default, Repeats = layer.Repeats,
        Format = format is { } asked && !UsableFormats.Of(layer.Flow.Element).IsInteger() ? asked : UsableFormats.Of(layer.Flow.Element),
        Products = layer.Flow.Products, Reads = layer.Flow.Reads, Writes = layer.Flow.Writes, Row = layer.Flow.Row, IsElementwise = layer.Flow.IsElementwise,
    };

    private static Job Backward(LayerProfile layer, Job forward)
    {
        var flow = layer.Flow.Reversed();
        return forward with
        {
            Name = $"{forward.Name} (backward)", Products = flow.Products, Work = forward.Work with { Macs = forward.Work.Macs * (layer.Flow.Backward ?? 0) },
            Reads = flow.Reads, Writes = flow.Writes, IsElementwise = false,
        };
    }

    private static Job Update(TrainingProfile training) => new()
    {
        Name = "update", Op = training.Optimizer.ToString(), Block = "update", Family = OperatorFamily.Elementwise, Format = NumberFormat.Fp32,
        Work = new() { Additions = training.Update }, Reads = training.UpdateFlow.Reads, Writes = training.UpdateFlow.Writes,
    };
}
