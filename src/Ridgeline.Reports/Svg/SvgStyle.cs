namespace Ridgeline.Reports.Svg;

/// <summary>The look shared by all pictures.</summary>
/// <remarks>
/// Classes rather than CSS variables, because viewers outside browsers (librsvg, Inkscape) know no variables.
/// All names start with "rl-" and no picture has an id, so that many pictures may stand in one page.
/// </remarks>
public static class SvgStyle
{
    /// <summary>The fonts of all text.</summary>
    public const string Fonts = "system-ui, sans-serif";

    /// <summary>The embedded style sheet, with its dark twin.</summary>
    public const string Sheet = """

        .rl-svg{max-width:100%;height:auto}
        .rl-paper{fill:#ffffff}
        .rl-title{font-size:16px;font-weight:600;fill:#111827}
        .rl-note{font-size:12px;fill:#5b6472}
        .rl-label{font-size:12px;fill:#1f2937}
        .rl-strong{font-size:12px;font-weight:600;fill:#111827}
        .rl-big{font-size:22px;font-weight:600;fill:#111827}
        .rl-tick{font-size:11px;fill:#5b6472}
        .rl-grid{stroke:#e5e7eb;stroke-width:1}
        .rl-axis{stroke:#9ca3af;stroke-width:1}
        .rl-limit{stroke:#b3261e;stroke-width:1.5;stroke-dasharray:6 4}
        .rl-limit-text{font-size:12px;font-weight:600;fill:#b3261e;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
        .rl-peak{stroke:#111827;stroke-width:1.25;stroke-dasharray:2 3}
        .rl-dot{fill:#111827;stroke:#ffffff;stroke-width:1.5}
        .rl-halo{font-size:12px;font-weight:600;fill:#111827;stroke:#ffffff;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}
        .rl-seam{stroke:#ffffff;stroke-width:1}
        .rl-frame{fill:none;stroke:#ffffff;stroke-width:4}
        .rl-tab{fill:#ffffff}
        .rl-hover{fill:#111827;fill-opacity:0}
        .rl-hover:hover{fill-opacity:.12}
        .rl-crisp{shape-rendering:crispEdges}
        .rl-edge{fill:none;stroke:#94a3b8;stroke-width:1.5}
        .rl-edge:hover{stroke:#111827;stroke-width:2.5}
        .rl-back{stroke-dasharray:4 3}
        .rl-arrow{fill:#94a3b8}
        .rl-node{stroke:#64748b;stroke-opacity:.55;stroke-width:1}
        .rl-inside{font-size:11px;pointer-events:none}
        .rl-inside-strong{font-size:12px;font-weight:600;pointer-events:none}
        @media (prefers-color-scheme: dark){
        .rl-paper,.rl-tab{fill:#12161d}
        .rl-title,.rl-strong,.rl-big{fill:#f3f4f6}
        .rl-label{fill:#e5e7eb}
        .rl-note,.rl-tick{fill:#a6afbd}
        .rl-grid{stroke:#2a313c}
        .rl-axis{stroke:#6b7280}
        .rl-limit{stroke:#ff8a80}
        .rl-limit-text{fill:#ff8a80;stroke:#12161d}
        .rl-peak{stroke:#f3f4f6}
        .rl-dot{fill:#f3f4f6;stroke:#12161d}
        .rl-halo{fill:#f3f4f6;stroke:#12161d}
        .rl-seam,.rl-frame{stroke:#12161d}
        .rl-hover{fill:#ffffff}
        .rl-edge:hover{stroke:#ffffff}
        }

        """;
}
