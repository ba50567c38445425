namespace Ridgeline.Reports.Tables;

/// <summary>A table that can be printed for people or written for machines.</summary>
/// <param name="Title">What it shows; may be empty.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows: one cell a column.</param>
/// <param name="Footer">A last row with sums, or null.</param>
public sealed record ReportTable(string Title, IReadOnlyList<Column> Columns, IReadOnlyList<Cell[]> Rows, Cell[]? Footer = null)
{
    /// <summary>The rows and the footer.</summary>
    public IEnumerable<Cell[]> AllRows => Footer is null ? Rows : Rows.Append(Footer);
}
