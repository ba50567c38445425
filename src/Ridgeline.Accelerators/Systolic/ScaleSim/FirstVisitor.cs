namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>Keeps the first row in which anything was asked for.</summary>
internal struct FirstVisitor(long row) : IDemandVisitor
{
    public long Row { get; private set; } = row;

    public readonly int Changes => 0;

    public void Visit(int address, long row) => Row = Row < 0 ? row : Row;
}
