using System.Collections.Frozen;
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
    ];

    // The newest version first.
    private static readonly FrozenDictionary<(string Domain, string Name), Implementation[]> s_byName = s_rows
        .GroupBy(row => (row.Domain, row.Name)).ToFrozenDictionary(g => g.Key, g => g.OrderByDescending(row => row.Since).ToArray());

    /// <summary>All rows, family by family.</summary>
    public static IReadOnlyList<Implementation> Rows => s_rows;

    /// <summary>What runs a node in a version of its domain's operator set, or null.</summary>
    public static Implementation? Find(Node node, int opset) => s_byName.TryGetValue((node.Domain, node.OpType), out var rows)
        ? Array.Find(rows, row => row.Since <= opset) : null;
}
