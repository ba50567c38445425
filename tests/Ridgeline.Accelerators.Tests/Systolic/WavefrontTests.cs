using Ridgeline.Accelerators.Systolic;
using Ridgeline.Graphs.Operators;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The wave that is drawn is the wave that computes.</summary>
public sealed class WavefrontTests
{
    [Fact]
    public void Each_used_cell_computes_once_an_element_within_the_cycles_of_a_fold()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var product = new MatrixProduct(random.Next(1, 20), random.Next(1, 20), random.Next(1, 20));
            var wave = Wavefront.Of(Dataflows.All[seed % 3], product, random.Next(1, 9), random.Next(1, 9));
            var shape = FoldShape.Of(wave.Dataflow, product, wave.Rows, wave.Columns);
            Assert.Equal(shape.FoldCycles, wave.Cycles);
            var total = 0L;
            for (var cycle = 0L; cycle < wave.Cycles; cycle++)
            {
                var states = from row in Enumerable.Range(0, wave.Rows) from column in Enumerable.Range(0, wave.Columns) select wave.At(row, column, cycle);
                var computing = states.Count(s => s == CellState.Computing);
                Assert.Equal(computing, wave.Computing(cycle));
                Assert.True(computing <= wave.Computing(wave.Steady), $"{seed}: more at {cycle} than at {wave.Steady}");
                total += computing;
            }
            Assert.Equal(wave.Stream * wave.UsedRows * wave.UsedColumns, total);
        }
    }

    [Fact]
    public void Cells_of_a_network_are_used_as_much_as_its_layers_say()
    {
        var simulation = Accelerators.Systolic.Networks.NetworkSimulator.Simulate(NetworkTests.Profile("resnet50", false), NetworkTests.Array("tpuv1", Dataflow.WeightStationary));
        var use = CellUse.Of(simulation).Cast<double>().Average();
        Assert.Equal(simulation.Layers.Sum(l => l.MappingEfficiency * l.ActiveCycles) / simulation.Total.Cycles, use, 0.02);
        Assert.All(CellUse.Of(simulation).Cast<double>(), share => Assert.InRange(share, 0, 1));
    }
}
