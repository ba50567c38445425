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

    // The gradient of the right matrix is (K x M)(M x N), that of the left one (M x N)(N x K). Gradients have identities of their own: below zero.
    private static WorkItem Backward(LayerProfile layer, WorkItem forward)
    {
        var times = layer.Flow.Backward ?? 0;
        var products = new List<MatrixProduct>();
        foreach (var p in layer.Flow.Products)
        {
            if (times > 0) products.Add(p with { M = p.K, K = p.M, Window = null });
            if (times > 1) products.Add(p with { N = p.K, K = p.N, Window = null });
        }
        return forward with
        {
            Name = $"{forward.Name} (backward)", Products = products, Work = forward.Work with { Macs = forward.Work.Macs * times }, IsElementwise = false, IsPool = false,
            Reads = [.. layer.Flow.Writes.Select(Gradient), .. layer.Flow.Reads], Writes = [.. layer.Flow.Reads.Select(Gradient)],
        };
    }

    private static LayerTensor Gradient(LayerTensor tensor) => tensor with { Id = -1 - tensor.Id, IsOutside = tensor.IsConstant };

    private static WorkItem Update(TrainingProfile training) => new()
    {
        Name = "update", Op = training.Optimizer.ToString(), Block = "update", Work = new() { Additions = training.Update }, Products = [],
        Reads = [new(int.MaxValue, training.States, false, true)],
        Writes = [new(int.MaxValue - 1, training.Weights + training.OptimizerState, false, true)],
    };
}
