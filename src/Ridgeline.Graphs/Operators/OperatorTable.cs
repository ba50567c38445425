namespace Ridgeline.Graphs.Operators;

/// <summary>The operator table: all rows of all families. To add an operator, add a row to its family's file: see CONTRIBUTING.md.</summary>
public static class OperatorTable
{
    private static readonly Operator[] s_rows =
    [
        .. Convolution.Rows,
        .. ByElement([.. Elementwise.Rows, .. Activations.Rows, .. Casting.Rows, .. Logic.Rows, .. Dropping.Rows]),
        .. Products.Rows,
        .. QuantizedProducts.Rows,
        .. Reductions.Rows,
        .. Pooling.Rows,
        .. Normalization.Rows,
        .. Softmaxes.Rows,
        .. FusedNormalization.Rows,
        .. Quantization.Rows,
        .. Shaping.Rows,
        .. Generating.Rows,
        .. Joining.Rows,
        .. Slicing.Rows,
        .. Selecting.Rows,
        .. Gathering.Rows,
        .. Scattering.Rows,
        .. Rearranging.Rows,
        .. ControlFlow.Rows,
        .. Sequences.Rows,
        .. Text.Rows,
        .. Recurrent.Rows,
        .. Attention.Rows,
        .. FusedAttention.Rows,
        .. SequenceMixing.Rows,
        .. Experts.Rows,
        .. Randomness.Rows,
        .. Losses.Rows,
        .. TrainingSteps.Rows,
        .. ClassicalLearning.Rows,
        .. Resizing.Rows,
        .. Imaging.Rows,
        .. Signal.Rows,
    ];

    private static readonly Dictionary<string, Dictionary<string, Operator>> s_byDomain = ByDomain();

    private static IEnumerable<Operator> ByElement(Operator[] rows) => rows.Select(row => row with { Traits = row.Traits | Traits.Elementwise });

    // Dictionaries of texts alone, which .NET brings compiled: the table is made at each start of the tool.
    private static Dictionary<string, Dictionary<string, Operator>> ByDomain()
    {
        var domains = new Dictionary<string, Dictionary<string, Operator>>(StringComparer.Ordinal);
        foreach (var row in s_rows)
        {
            if (!domains.TryGetValue(row.Domain, out var rows)) domains[row.Domain] = rows = new(StringComparer.Ordinal);
            rows.Add(row.Name, row);
        }
        return domains;
    }

    /// <summary>All rows, family by family.</summary>
    public static IReadOnlyList<Operator> Rows => s_rows;

    /// <summary>The row of an operator, or null if the table does not know it.</summary>
    public static Operator? Find(string domain, string name) => s_byDomain.TryGetValue(domain, out var rows) && rows.TryGetValue(name, out var row) ? row : null;

    /// <summary>The row of a node's operator, or null if the table does not know it: then the node is opaque.</summary>
    public static Operator? Find(Node node) => Find(node.Domain, node.OpType);
}
