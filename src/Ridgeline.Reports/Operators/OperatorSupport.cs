using Ridgeline.Graphs.Operators;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Operators;

/// <summary>The operator table as a page: what the house knows of each operator.</summary>
public static class OperatorSupport
{
    /// <summary>One row an operator, by domain and name.</summary>
    public static ReportTable Table() => new("",
    [
        new("Operator", "operator", false), new("Domain", "domain", false), new("Versions", "versions", false), new("Known contents", "contents", false),
        new("Backward", "backward", false),
    ],
    [
        .. OperatorTable.Rows.OrderBy(r => r.Domain, StringComparer.Ordinal).ThenBy(r => r.Name, StringComparer.Ordinal).Select(r => new[]
        {
            Cell.Of(r.Name), Cell.Of(r.Domain.Length == 0 ? "ai.onnx" : r.Domain), Cell.Of(string.Join(", ", r.Since)),
            Cell.Of(r.Evaluate is null ? "" : "yes"), Cell.Of(Backward(r.Traits)),
        }),
    ]);

    private static string Backward(Traits traits) => traits switch
    {
        _ when traits.HasFlag(Traits.NoGradient) => "none",
        _ when traits.HasFlag(Traits.View) => "view",
        _ when traits.HasFlag(Traits.Product) => "products",
        _ => "pointwise",
    };
}
