namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>
/// SCALE-Sim v3 (main, 1d62b68) to the cycle, its known bugs included: see docs/validation/scale-sim.md. Where it lists every address of every cycle, this
/// finds the few cycles in which a memory does anything, and walks from one to the next.
/// </summary>
public static class ScaleSimulator
{
    /// <summary>Simulates layers; equal ones once.</summary>
    public static IReadOnlyList<ScaleSimResult> Run(IReadOnlyList<ScaleSimLayer> layers, ScaleSimConfig config)
    {
        var known = new Dictionary<ScaleSimLayer, ScaleSimResult>();
        foreach (var layer in layers)
        {
            var unnamed = layer with { Name = "" };
            if (!known.ContainsKey(unnamed)) known[unnamed] = Run(unnamed, config);
        }
        return [.. layers.Select(layer => known[layer with { Name = "" }] with { Layer = layer })];
    }

    /// <summary>Cycles as SCALE-Sim reports them where nothing stalls: folds x cycles of a fold - 1.</summary>
    public static long Cycles(ScaleSimLayer layer, ScaleSimConfig config) => FoldPlan.Of(layer, config).Cycles - 1;

    /// <summary>Simulates a layer.</summary>
    /// <exception cref="ArgumentException">Each filter keeps weights of its own, and weights do not stay.</exception>
    public static ScaleSimResult Run(ScaleSimLayer layer, ScaleSimConfig config)
    {
        if (config.Sparsity is { IsRowWise: true } && config.Dataflow != Dataflow.WeightStationary)
        {
            throw new ArgumentException("rows choose their inputs only where weights stay", nameof(config));
        }
        var sparse = SparseFilters.Of(layer, config);
        var operands = LayerOperands.Of(layer, sparse);
        var plan = FoldPlan.Of(operands, config);
        var run = new ScaleSimRun(plan, Buffer(plan, plan.Input, config.InputKilobytes, config.InputBandwidth, config),
            Buffer(plan, plan.Filter, config.FilterKilobytes, config.FilterBandwidth, config),
            new(1024 * config.OutputKilobytes, config.IsUserBandwidth ? config.OutputBandwidth : config.Columns));
        run.Go();
        var (inputs, filters, outputs) = (run.Input.Finish(), run.Filter.Finish(), run.Output.Finish(run.LastCycle));
        var (mapping, compute) = Utilisation(plan);
        var used = SramWords(operands, plan, config.Dataflow);
        return new()
        {
            Layer = layer, Macs = sparse is null ? layer.Macs : checked(layer.M * sparse.NonZeros), Storage = sparse?.Storage((long)operands.K * operands.N),
            RepeatedInputReads = sparse?.Taps is not null && config.Dataflow == Dataflow.WeightStationary ? Repeated(operands, plan, layer) : null,
            Stalls = run.Stalls, Total = run.LastCycle, TotalWithPrefetch = outputs.Stop - Math.Min(inputs.Start, filters.Start),
            OverallUtilisation = layer.Macs * 100d / ((double)run.LastCycle * config.Rows * config.Columns), MappingEfficiency = mapping * 100,
            ComputeUtilisation = compute * 100, InputSram = new(run.InputFirst, run.InputLast, used.Input),
            FilterSram = new(run.FilterFirst, run.FilterLast, used.Filter), OutputSram = new(run.OutputFirst, run.OutputLast, used.Output),
            InputDram = inputs, FilterDram = filters, OutputDram = outputs,
        };
    }

    private static IReadBuffer Buffer(FoldPlan plan, DemandStream stream, long kilobytes, int bandwidth, ScaleSimConfig config)
        => config.IsUserBandwidth ? new WindowBuffer(plan, stream, 1024 * kilobytes, bandwidth) : new EstimatingBuffer(plan, stream, 1024 * kilobytes);

    // Sums in their order, so that the last digit is theirs.
    private static (double Mapping, double Compute) Utilisation(FoldPlan plan)
    {
        double mapping = 0, compute = 0;
        var cells = (double)plan.ArrayRows * plan.ArrayColumns;
        for (var columnFold = 0; columnFold < plan.ColumnFolds; columnFold++)
        {
            for (var rowFold = 0; rowFold < plan.RowFolds; rowFold++)
            {
                var used = (double)plan.RowsUsed(rowFold) * plan.ColumnsUsed(columnFold);
                mapping += (plan.Input.Block > 0 ? Weights(plan, rowFold, columnFold) : used) / cells;
                compute += used * plan.Stream / (cells * plan.UtilisationCycles);
            }
        }
        return (mapping / plan.Folds, compute / plan.Folds);
    }

    // Cells of a fold that hold a weight that is left.
    private static double Weights(FoldPlan plan, int rowFold, int columnFold)
    {
        var (top, left, weights) = (rowFold * plan.ArrayRows, columnFold * plan.ArrayColumns, 0);
        for (var row = 0; row < plan.RowsUsed(rowFold); row++)
        {
            for (var column = 0; column < plan.ColumnsUsed(columnFold); column++) weights += plan.Filter.Matrix.At(top + row, left + column) >= 0 ? 1 : 0;
        }
        return weights;
    }

    // Partial sums are written once a row fold and never read back; output stationary adds R + C a fold.
    private static (long Input, long Filter, long Output) SramWords(LayerOperands operands, FoldPlan plan, Dataflow dataflow)
    {
        var (m, n, k) = ((long)operands.M, (long)operands.N, (long)operands.K);
        return checked(dataflow switch
        {
            Dataflow.WeightStationary when operands.Block > 0 => (plan.Folds * (m + plan.ArrayRows - 1) * Offered(plan), k * n, m * n * plan.RowFolds),
            Dataflow.WeightStationary => (m * k * plan.ColumnFolds, k * n, m * n * plan.RowFolds),
            Dataflow.InputStationary => (m * k, k * n * plan.ColumnFolds, m * n * plan.RowFolds),
            _ => (m * k * plan.ColumnFolds, k * n * plan.RowFolds, (m * n) + (plan.Folds * (plan.ArrayRows + plan.ArrayColumns))),
        });
    }

    // Ports of the array's edge where each row is offered a whole block.
    private static long Offered(FoldPlan plan) => (long)(2 * plan.ArrayRows / plan.Input.Block) * (plan.Input.Block / 2) * plan.Input.Block;

    // Fold by fold, as they add them up.
    private static double Repeated(LayerOperands operands, FoldPlan plan, ScaleSimLayer layer)
    {
        var reads = 0d;
        for (var fold = 0L; fold < plan.Folds; fold++)
        {
            reads += (double)operands.M * plan.RowsUsed((int)(fold % plan.RowFolds)) * ((double)layer.SparseOf / layer.SparseKept);
        }
        return reads;
    }
}
