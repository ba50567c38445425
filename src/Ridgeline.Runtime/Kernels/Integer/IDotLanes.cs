namespace Ridgeline.Runtime.Kernels.Integer;

/// <summary>How a machine adds products of four neighbouring bytes, unsigned by signed, to 32-bit sums, exactly.</summary>
/// <typeparam name="TSums">Sums of some columns.</typeparam>
/// <typeparam name="TQuad">Four unsigned bytes of a row, for all columns.</typeparam>
/// <typeparam name="TColumns">Four signed bytes for each column.</typeparam>
internal unsafe interface IDotLanes<TSums, TQuad, TColumns>
    where TSums : struct
    where TQuad : struct
    where TColumns : struct
{
    /// <summary>Columns of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Four bytes for all columns.</summary>
    static abstract TQuad Quad(uint bytes);

    /// <summary>Reads four bytes for each column.</summary>
    static abstract TColumns Load(sbyte* from);

    /// <summary>sums + Σ a b.</summary>
    static abstract TSums DotAdd(TSums sums, TQuad a, TColumns b);

    /// <summary>Writes <see cref="Count"/> sums.</summary>
    static abstract void Store(int* to, TSums sums);
}
