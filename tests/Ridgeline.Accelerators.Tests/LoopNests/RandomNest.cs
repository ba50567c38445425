using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Analysis;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>A small accelerator with three memories, a convolution or a matrix product, and a mapping, all by chance.</summary>
internal static class RandomNest
{
    public static (NestEvaluator Evaluator, NestMapping Mapping) Of(int seed, bool isProduct = false, bool isSpatial = true)
    {
        var random = new Random(seed);
        long Size() => random.Next(1, 4) * random.Next(1, 4);
        var workload = isProduct || random.Next(2) == 0
            ? new NestWorkload("product", ["M", "N", "K"], [Size(), Size(), Size()],
                [new("A", [[new(0)], [new(2)]]), new("B", [[new(2)], [new(1)]]), new("Z", [[new(0)], [new(1)]], IsOutput: true)])
            : new NestWorkload("convolution", ["M", "C", "P", "R"], [Size(), Size(), Size(), random.Next(1, 4)],
                [
                    new("Weights", [[new(0)], [new(1)], [new(3)]]), new("Inputs", [[new(1)], [new(2, random.Next(1, 3)), new(3)]]),
                    new("Outputs", [[new(0)], [new(2)]], IsOutput: true),
                ]);
        var factors = new long[3, 2, workload.Sizes.Count];
        for (var d = 0; d < workload.Sizes.Count; d++) Spread(random, workload.Sizes[d], factors, d, isSpatial);
        var levels = Enumerable.Range(0, 3).Select(level => Level(random, factors, level, workload)).ToList();
        var (x1, x0) = (Product(factors, 2), Product(factors, 2) * Product(factors, 1));
        var architecture = new NestArchitecture("random",
            [Memory("inner", x0, random), Memory("middle", x1, random), Memory("outer", 1, random)], new("mac", x0 * Product(factors, 0), 1, 1));
        return (new(workload, architecture), new(levels));
    }

    private static NestMemory Memory(string name, long instances, Random random) => new()
    {
        Name = name, MeshX = instances, BlockSize = 1 << random.Next(3), ReadBandwidth = random.Next(1, 5), WriteBandwidth = random.Next(1, 5),
        Energies = new() { Read = 2, Write = 3, Update = 3 },
    };

    private static void Spread(Random random, long size, long[,,] factors, int d, bool isSpatial)
    {
        for (var level = 0; level < 3; level++) (factors[level, 0, d], factors[level, 1, d]) = (1, 1);
        for (var prime = 2; size > 1; prime++)
        {
            for (; size % prime == 0; size /= prime) factors[random.Next(3), isSpatial && random.Next(3) == 0 ? 0 : 1, d] *= prime;
        }
    }

    private static NestMappingLevel Level(Random random, long[,,] factors, int level, NestWorkload workload)
    {
        List<NestLoop> Loops(int kind)
        {
            var loops = Enumerable.Range(0, workload.Sizes.Count).Select(d => new NestLoop(d, factors[level, kind, d])).Where(l => l.Factor > 1).ToArray();
            random.Shuffle(loops);
            return [.. loops];
        }
        return new(Loops(1), Loops(0), [.. workload.Tensors.Select(_ => level == 2 || random.Next(3) > 0)]);
    }

    private static long Product(long[,,] factors, int level) => Enumerable.Range(0, factors.GetLength(2)).Aggregate(1L, (p, d) => p * factors[level, 0, d]);
}
