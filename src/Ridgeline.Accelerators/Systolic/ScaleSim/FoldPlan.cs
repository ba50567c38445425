namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>A layer cut into folds that fit the array, and what each edge asks for in them. Column folds are the outer loop.</summary>
internal sealed record FoldPlan
{
    public required int ArrayRows { get; init; }

    public required int ArrayColumns { get; init; }

    /// <summary>The extent that lies along the rows of the array.</summary>
    public required int Down { get; init; }

    /// <summary>The extent that lies along the columns of the array.</summary>
    public required int Across { get; init; }

    /// <summary>The extent that streams.</summary>
    public required int Stream { get; init; }

    /// <summary>Rows of demand, one a cycle, in a fold.</summary>
    public required int FoldCycles { get; init; }

    /// <summary>What SCALE-Sim divides the work of a fold by in its compute utilisation: ws and is count the skew twice.</summary>
    public required int UtilisationCycles { get; init; }

    public required DemandStream Input { get; init; }

    public required DemandStream Filter { get; init; }

    /// <summary>Whether results leave after all sums are made, else as they come.</summary>
    public required bool DrainsAtEnd { get; init; }

    public int RowFolds => (Down + ArrayRows - 1) / ArrayRows;

    public int ColumnFolds => (Across + ArrayColumns - 1) / ArrayColumns;

    public long Folds => (long)RowFolds * ColumnFolds;

    /// <summary>Cycles without stalls.</summary>
    public long Cycles => checked(Folds * FoldCycles);

    public int RowsUsed(int rowFold) => Math.Min(ArrayRows, Down - (rowFold * ArrayRows));

    public int ColumnsUsed(int columnFold) => Math.Min(ArrayColumns, Across - (columnFold * ArrayColumns));

    /// <summary>The first cycle of a fold in which its first column writes, and for how many.</summary>
    public (int First, int Length) Writes(int rowFold)
        => DrainsAtEnd ? (Stream - 1 + ArrayRows - RowsUsed(rowFold), RowsUsed(rowFold)) : ((2 * ArrayRows) - 1, Stream);

    /// <summary>The plan of a layer.</summary>
    public static FoldPlan Of(ScaleSimLayer layer, ScaleSimConfig config) => Of(LayerOperands.Of(layer, SparseFilters.Of(layer, config)), config);

    /// <summary>The plan of a layer's operands.</summary>
    public static FoldPlan Of(LayerOperands operands, ScaleSimConfig config) => config.Dataflow switch
    {
        Dataflow.WeightStationary => WeightStationaryDemand.Plan(operands, config.Rows, config.Columns),
        Dataflow.InputStationary => InputStationaryDemand.Plan(operands, config.Rows, config.Columns),
        _ => OutputStationaryDemand.Plan(operands, config.Rows, config.Columns),
    };
}
