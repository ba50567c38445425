using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>
/// The implementation table: which operators can be run, and how. The only place in this room that knows operators by name; to add one, add a row to its
/// family's file: see docs/runtime.md.
/// </summary>
internal static class ImplementationTable
{
    private static readonly Implementation[] s_rows =
    [
        .. Arithmetic.Rows,
        .. Functions.Rows,
        .. Activations.Rows,
        .. Logic.Rows,
        .. Casting.Rows,
        .. Shaping.Rows,
        .. Slicing.Rows,
        .. Padding.Rows,
        .. Generating.Rows,
        .. Reductions.Rows,
        .. Softmaxes.Rows,
        .. Products.Rows,
        .. Convolution.Rows,
        .. Pooling.Rows,
        .. Normalization.Rows,
        .. Recurrent.Rows,
        .. Attention.Rows,
        .. SequenceMixing.Rows,
        .. ControlFlow.Rows,
        .. EinsteinSum.Rows,
        .. Randomness.Rows,
        .. Quantization.Rows,
        .. QuantizedProducts.Rows,
        .. QuantizedConvolution.Rows,
        .. Gathering.Rows,
        .. Scattering.Rows,
        .. Accumulation.Rows,
        .. Ranking.Rows,
        .. Distinction.Rows,
        .. Places.Rows,
        .. Sequences.Rows,
        .. Optionals.Rows,
        .. Texts.Rows,
        .. TermFrequency.Rows,
        .. Labels.Rows,
        .. Trees.Rows,
        .. Losses.Rows,
        .. Resizing.Rows,
        .. GridSampling.Rows,
        .. Regions.Rows,
        .. BoxSelection.Rows,
        .. Framing.Rows,
        .. ImageDecoding.Rows,
        .. DeformableConvolution.Rows,
        .. Spectra.Rows,
        .. Windows.Rows,
        .. ContributedElements.Rows,
        .. ContributedNormalization.Rows,
        .. ContributedProducts.Rows,
        .. ContributedAttention.Rows,
        .. ContributedBytes.Rows,
    ];

    private static readonly Dictionary<string, Dictionary<string, Implementation>> s_byDomain = ByDomain();

    /// <summary>All rows, family by family.</summary>
    public static IReadOnlyList<Implementation> Rows => s_rows;

    /// <summary>What runs a node in a version of its domain's operator set, or null.</summary>
    public static Implementation? Find(Node node, int opset)     {
        if (!s_byDomain.TryGetValue(node.Domain, out var rows) || !rows.TryGetValue(node.OpType, out var newest)) return null;
        if (newest.Since <= opset) return newest;
        Implementation? found = null;
        foreach (var row in s_rows)
        {
            if (row.Since <= opset && row.Since > (found?.Since ?? 0) && row.Name == node.OpType && row.Domain == node.Domain) found = row;
        }
        return found;
    }

    // The newest version of each. Dictionaries of texts alone, which .NET brings compiled: the table is made at each start of the tool.
    private static Dictionary<string, Dictionary<string, Implementation>> ByDomain()
    {
        var domains = new Dictionary<string, Dictionary<string, Implementation>>(StringComparer.Ordinal);
        foreach (var row in s_rows)
        {
            if (!domains.TryGetValue(row.Domain, out var rows)) domains[row.Domain] = rows = new(StringComparer.Ordinal);
            if (!rows.TryGetValue(row.Name, out var other) || row.Since > other.Since) rows[row.Name] = row;
        }
        return domains;
    }
}
