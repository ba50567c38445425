namespace Ridgeline.Reports.Charts;

/// <summary>One block of a network.</summary>
/// <param name="Id">What edges call it.</param>
/// <param name="Label">Its name.</param>
/// <param name="Sublabel">A second line, such as its operators or shape.</param>
/// <param name="CostShare">Its part of the whole cost, 0 to 1.</param>
/// <param name="Tooltip">More lines for the tooltip.</param>
public sealed record BlockNode(string Id, string Label, string Sublabel = "", double CostShare = 0, string? Tooltip = null);
