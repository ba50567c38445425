using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Graphs.Operators;
using Ridgeline.Graphs.Profiling;

namespace Ridgeline.Accelerators.Systolic.Networks;

/// <summary>Writes a profile out as the work of one inference or one training step, in order.</summary>
internal static class WorkList
{
    public static IReadOnlyList<WorkItem> Of(NetworkProfile profile)
    {
        var forward = profile.Layers.Select(Forward).ToList();
        if (profile.Training is not { } training) return forward;
        var backward = profile.Layers.Zip(forward).Reverse().Where(pair => pair.First.Flow.Backward is not null).Select(pair => Backward(pair.First, pair.Second));
        IEnumerable<WorkItem> again = profile.Options.Recompute ? forward.Select(item => item with { Name = $"{item.Name} (again)" }) : [];
        return [.. forward, .. again, .. backward, Update(training)];
    }

    /// <summary>A layer of a topology: inputs and outputs come from outside and go there.</summary>
    public static WorkItem Of(ScaleSimLayer layer, int id, SystolicArray array)
    {
        var product = new MatrixProduct(layer.M, layer.N, layer.K);
        return new()
        {
            Name = layer.Name, Op = "product", Block = layer.Name, Work = new() { Macs = new(product.Macs) }, Products = [product],
            Reads = [Tensor(id, (long)layer.InputHeight * layer.InputWidth * layer.Channels, false), Tensor(id + 1, (long)layer.K * layer.N, true)],
            Writes = [Tensor(id + 2, (long)layer.M * layer.N, false)],
        };

        LayerTensor Tensor(int tensor, long words, bool isConstant) => new(tensor, new((long)Math.Ceiling(words * array.WordBytes)), isConstant, true);
    }

    private static WorkItem Forward(LayerProfile layer) => new()
    {
        Name = layer.Name, Op = layer.Op, Block = layer.Block, Work = layer.Work ?? default, Products = layer.Flow.Products, Reads = layer.Flow.Reads,
        Writes = layer.Flow.Writes, Repeats = layer.Repeats, IsElementwise = layer.Flow.IsElementwise, IsPool = layer.Flow.IsPool,
    };

    private static WorkItem Backward(LayerProfile layer, WorkItem forward)
    {
        var flow = layer.Flow.Reversed();
        return forward with
        {
            Name = $"{forward.Name} (backward)", Products = flow.Products, Work = forward.Work with { Macs = forward.Work.Macs * (layer.Flow.Backward ?? 0) },
            Reads = flow.Reads, Writes = flow.Writes, IsElementwise = false, IsPool = false,
        };
    }

    private static WorkItem Update(TrainingProfile training) => new()
    {
        Name = "update", Op = training.Optimizer.ToString(), Block = "update", Work = new() { Additions = training.Update }, Products = [],
        Reads = training.UpdateFlow.Reads, Writes = training.UpdateFlow.Writes,
    };
}
