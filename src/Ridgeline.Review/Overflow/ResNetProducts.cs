using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Overflow;

/// <summary>The products of ResNet-50 at batch 1: 53 convolutions and a fully connected layer.</summary>
public static class ResNetProducts
{
    /// <summary>Its layers that multiply, in running order.</summary>
    public static IReadOnlyList<ProductShape> Layers(NetworkShelf shelf)
        => [.. shelf.Zoo("zoo:resnet50", 1).Build(1)!.Profile(new() { Sparsity = false }).Layers
            .SelectMany(l => l.Flow.Products.Select(p => new ProductShape(l.Name, p.M, p.K, p.N)))];
}
