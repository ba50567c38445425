using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Accelerators.Systolic.RowSets;

namespace Ridgeline.Accelerators.Systolic;

/// <summary>How much of the time each cell of an array computes.</summary>
public static class CellUse
{
    /// <summary>The share of all cycles in which a cell of each row and column computes: [rows, columns].</summary>
    public static double[,] Of(NetworkSimulation simulation)
    {
        var array = simulation.Array;
        var use = new double[array.Rows, array.Columns];
        var cycles = (double)Math.Max(1, simulation.Total.Cycles);
        foreach (var layer in simulation.Layers.Where(l => l.Products.Count > 0 && l.ActiveCycles > 0))
        {
            if (array.Dataflow == Dataflow.RowStationary)
            {
                AddRows(use, array, layer, cycles);
                continue;
            }
            var folds = layer.Products.Select(p => (Shape: FoldShape.Of(array.Dataflow, p, array.Rows, array.Columns), p.Macs)).ToList();
            var all = folds.Sum(f => (double)f.Macs / f.Shape.MappingEfficiency);
            foreach (var (shape, macs) in folds)
            {
                // Products share the layer's active cycles by the cells that they occupy.
                var share = layer.ActiveCycles / cycles * ((double)macs / shape.MappingEfficiency / all);
                for (var row = 0; row < array.Rows; row++)
                {
                    for (var column = 0; column < array.Columns; column++)
                    {
                        use[row, column] += share * Share(shape.Down, array.Rows, row) * Share(shape.Across, array.Columns, column);
                    }
                }
            }
        }
        return use;
    }

    // Sets of a full pass stand in the upper left corner; the layer's mapping efficiency is spread over their cells.
    private static void AddRows(double[,] use, SystolicArray array, LayerSimulation layer, double cycles)
    {
        var all = layer.Products.Sum(p => (double)p.Macs);
        foreach (var product in layer.Products)
        {
            var (rows, columns) = RowStationary.Used(array, product);
            var share = layer.ActiveCycles / cycles * ((double)product.Macs / all)
                * Math.Min(1, layer.MappingEfficiency * array.Rows * array.Columns / (rows * (double)columns));
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++) use[row, column] += share;
            }
        }
    }

    // All folds but the last fill the array.
    private static double Share(long extent, int size, int at)
    {
        var folds = (extent + size - 1) / size;
        return at < extent - ((folds - 1) * size) ? 1 : (folds - 1) / (double)folds;
    }
}
