namespace Ridgeline.Accelerators.Systolic.ScaleSim;

/// <summary>The operands of a layer as the array meets them.</summary>
/// <param name="Input">Windows of the input: [M, K].</param>
/// <param name="Filter">Filters: [K, N], with what is left of their weights.</param>
/// <param name="Block">Columns of the input that are offered to a row of the array at once, where rows choose; else zero.</param>
internal sealed record LayerOperands(AddressMatrix Input, AddressMatrix Filter, int Block)
{
    /// <summary>Output positions.</summary>
    public int M => Input.Rows;

    /// <summary>Output channels.</summary>
    public int N => Filter.Columns;

    /// <summary>Weights of a filter that lie in the array, pruned ones that leave a gap included.</summary>
    public int K => Filter.Rows;

    /// <summary>The operands of a layer, pruned or not.</summary>
    public static LayerOperands Of(ScaleSimLayer layer, SparseFilters? sparse)
    {
        var taps = sparse?.Taps ?? [.. Enumerable.Range(0, layer.K)];
        var filter = sparse is { Kept: { } kept } ? AddressMatrix.Filter(layer, sparse.Block, kept) : AddressMatrix.Filter(layer, taps);
        return new(AddressMatrix.Input(layer, taps), filter, sparse is { Kept: not null } ? sparse.Block : 0);
    }
}
