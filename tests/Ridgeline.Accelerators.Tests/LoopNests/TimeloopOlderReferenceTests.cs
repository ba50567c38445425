using Ridgeline.Accelerators.LoopNests.Analysis;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.LoopNests;

/// <summary>
/// A published reference (exercise 06: VGG's layer 5 on Eyeriss) that was made before Timeloop counted windows as it does now: all its figures but one
/// are those of today's model, and that one is the difference.
/// </summary>
public sealed class TimeloopOlderReferenceTests
{
    [Fact]
    public void Only_the_window_that_stands_still_differs()
    {
        var folder = Path.Combine(SharedData.Get("golden/timeloop/upstream"),
            "tutorial_exercises/01_accelergy_timeloop_2020_ispass/timeloop/06-mapper-convlayer-eyeriss/ref-output");
        var diagnostics = new DiagnosticBag();
        var files = new[] { "parsed-processed-input.yaml", "timeloop-mapper.ERT.yaml", "timeloop-mapper.map.yaml" };
        var input = TimeloopReader.Read([.. files.Select(file => Path.Combine(folder, file))], diagnostics);
        diagnostics.ThrowIfErrors();
        var result = new NestEvaluator(input!.Workload, input.Architecture).Evaluate(input.Mapping!);
        Assert.Equal(5505024, result.Cycles);
        var counts = result.Traffic.Select(t => (t.Level, t.Tensor, t.Reads, t.Fills, t.Updates));
        // A tile of 32 channels, 10 rows and 16 columns moves by 8 rows six times, 16 times over; between two moves it stands still for M.
        // Theirs then takes it in anew: 16 x 7 x 5,120 = 573,440 words. Played through, 6 x 4,096 of them move.
        const long Fills = 16 * (5120 + 6 * 32 * 8 * 16);
        Assert.Equal(475136, Fills);
        Assert.Equal([("psum_spad", "Outputs", 5490688, 215040, 5505024), ("weights_spad", "Weights", 5505024, 688128, 0), ("ifmap_spad", "Inputs", 5505024, 286720, 0),
            ("shared_glb", "Inputs", 12042240, Fills, 0), ("shared_glb", "Outputs", 12042240, 2408448, 12845056), ("DRAM", "Weights", 8257536, 0, 0),
            ("DRAM", "Inputs", Fills, 0, 0), ("DRAM", "Outputs", 2408448, 0, 3211264L)], counts);
        Assert.Equal(1, 2989.02 / (result.Energy.Value * 1e15 / result.Computes), 2.5e-3);
    }
}
