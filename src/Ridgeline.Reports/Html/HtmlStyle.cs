namespace Ridgeline.Reports.Html;

/// <summary>How pages look: on white, on dark, on paper.</summary>
internal static class HtmlStyle
{
    public const string Sheet = """
        :root { color-scheme: light dark; --ink: #1d2430; --soft: #5c6675; --line: #dfe3e8; --paper: #fff; --tint: #f5f7f9; --warn: #fff6e0; --bad: #fde4e1; }
        @media (prefers-color-scheme: dark) { :root {
            --ink: #e6e9ee; --soft: #9aa5b4; --line: #323a46; --paper: #12161d; --tint: #1c222a; --warn: #33290f; --bad: #4a1d1a; } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
        h1 { margin: 0; font-size: 2rem; line-height: 1.2; overflow-wrap: anywhere; }
        header p { margin: .3rem 0 0; color: var(--soft); }
        h2 { margin: 3rem 0 .8rem; font-size: 1.3rem; border-bottom: 1px solid var(--line); padding-bottom: .3rem; }
        h3 { margin: 1.6rem 0 .5rem; font-size: 1rem; }
        p { max-width: 75ch; overflow-wrap: anywhere; }
        .figures { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1.8rem 0; }
        .figures div { flex: 1 1 150px; background: var(--tint); border-radius: 8px; padding: .9rem 1.1rem; }
        .figures dd { margin: 0; font-size: 1.45rem; font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .figures dt { color: var(--soft); font-size: .85rem; }
        .notes { margin: 1.2rem 0; padding: .7rem 1.1rem .7rem 2.2rem; background: var(--warn); border-radius: 8px; overflow-wrap: anywhere; }
        .bad { background: var(--bad); font-weight: 600; }
        figure { margin: 1rem 0; overflow-x: auto; }
        figure svg { max-width: 100%; height: auto; }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: .85rem; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .6rem; text-align: left; border-bottom: 1px solid var(--line); white-space: nowrap; }
        th { color: var(--soft); font-weight: 600; }
        .n { text-align: right; }
        tfoot td { font-weight: 600; }
        details { margin: 1.2rem 0; }
        summary { cursor: pointer; font-weight: 600; }
        footer { margin-top: 3rem; color: var(--soft); font-size: .85rem; }
        @media print { details { display: block; } }
        """;
}
