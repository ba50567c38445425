using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Search;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>A small problem of a search by chance: a workload with or without windows, two or three memories, some of them small, some meshes, some constraints.</summary>
internal sealed record RandomProblem(NestWorkload Workload, NestArchitecture Architecture, NestConstraints Constraints)
{
    public static RandomProblem Of(int seed)
    {
        var random = new Random(seed);
        var workload = Draw(random);
        var architecture = Memories(random, workload);
        return new(workload, architecture, Limits(random, workload, architecture));
    }

    private static NestWorkload Draw(Random random)
    {
        long Size(int most = 8) => Few(random.Next(1, most + 1));
        long Few(long n) => n is 5 or 7 ? n - 1 : n;
        return random.Next(5) switch
        {
            0 => new("product", ["M", "N", "K"], [Size(), Size(), Size()],
                [new("A", [[new(0)], [new(2)]]), new("B", [[new(2)], [new(1)]]), new("Z", [[new(0)], [new(1)]], IsOutput: true)]),
            1 => new("gradient of the inputs", ["M", "P", "R"], [Size(4), Size(), Size(3)],
                [new("Weights", [[new(0)], [new(2)]]), new("Inputs", [[new(0)], [new(1)]]), new("Outputs", [[new(1, random.Next(1, 3)), new(2)]], IsOutput: true)]),
            2 => new("two windows", ["P", "Q", "R", "S"], [Size(4), Size(4), Size(3), Size(2)],
                [
                    new("Weights", [[new(2)], [new(3)]]), new("Inputs", [[new(0, random.Next(1, 3)), new(2)], [new(1), new(3, random.Next(1, 3))]]),
                    new("Outputs", [[new(0)], [new(1)]], IsOutput: true),
                ]),
            _ => new("convolution", ["M", "C", "P", "R"], [Size(4), Size(4), Size(6), Size(3)],
                [
                    new("Weights", [[new(0)], [new(1)], [new(3)]]), new("Inputs", [[new(1)], [new(2, random.Next(1, 4)), new(3, random.Next(1, 3))]]),
                    new("Outputs", [[new(0)], [new(2)]], IsOutput: true),
                ]),
        };
    }

    private static NestArchitecture Memories(Random random, NestWorkload workload)
    {
        var (levels, meshes) = (random.Next(2, 4), new List<(long X, long Y)> { (random.Next(1, 5), random.Next(1, 3)) });
        for (var level = 0; level < levels; level++)
            meshes.Add(random.Next(2) == 0 && level < levels - 1 ? meshes[^1] : level < levels - 1 && random.Next(2) == 0 ? (1, meshes[^1].Y) : (1, 1));
        var tensors = workload.Tensors.Count;
        bool[]? Flags() => random.Next(3) == 0 ? [.. Enumerable.Range(0, tensors).Select(_ => random.Next(2) == 0)] : null;
        double? Pace() => random.Next(2) == 0 ? random.Next(1, 9) / 2.0 : null;
        return new("random", [.. Enumerable.Range(0, levels).Select(level => new NestMemory
        {
            Name = $"memory {level}", MeshX = meshes[level + 1].X, MeshY = meshes[level + 1].Y, BlockSize = random.Next(4) == 0 ? 2 : 1,
            Size = level < levels - 1 && random.Next(3) > 0 ? random.Next(3, 40) : null, MultipleBuffering = random.Next(5) == 0 ? 2 : 1,
            ReadBandwidth = Pace(), WriteBandwidth = Pace(), SharedBandwidth = random.Next(5) == 0 ? Pace() : null,
            Multicasts = Flags(), PassesToNeighbours = Flags(), ReusesOverTime = random.Next(3) == 0 ? Flags() : null,
            Energies = new() { Read = random.Next(1, 6) * Math.Pow(6, level), Write = random.Next(1, 6) * Math.Pow(6, level), Update = random.Next(1, 6) * Math.Pow(6, level),
                Leak = random.Next(3) == 0 ? random.NextDouble() : 0 },
        })], new("mac", meshes[0].X, meshes[0].Y, random.Next(0, 3), random.Next(3) == 0 ? 0.3 : 0));
    }

    private static NestConstraints Limits(Random random, NestWorkload workload, NestArchitecture architecture)
    {
        var dimensions = workload.Sizes.Count;
        return new([.. architecture.Memories.Select((_, level) => new LevelConstraint(
            new([.. Enumerable.Range(0, dimensions).Select(d => random.Next(6) == 0 && level < architecture.Memories.Count - 1 ? new FactorLimit(AtMost: random.Next(1, 4)) : default)],
                random.Next(3) == 0 ? [random.Next(dimensions)] : []),
            LoopConstraint.Free(dimensions),
            [.. workload.Tensors.Select(_ => random.Next(3) == 0 ? (bool?)null : level == architecture.Memories.Count - 1 || random.Next(3) > 0)]))]);
    }
}
