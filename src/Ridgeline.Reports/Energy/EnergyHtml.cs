using Ridgeline.Reports.Html;

namespace Ridgeline.Reports.Energy;

/// <summary>The explanation as a page of its own.</summary>
public static class EnergyHtml
{
    /// <summary>Writes it.</summary>
    public static string Write(EnergyExplanation explanation)
    {
        var page = new HtmlPage($"Energy of a multiply-add: {explanation.Subject}",
            "Written by ridgeline from the energy tables of its catalogue; docs/machines.md says where each number comes from.");
        page.Heading("Why a multiply-add costs what it costs", explanation.Subject);
        foreach (var sentence in explanation.Sentences()) page.Paragraph(sentence);
        page.Picture(EnergyPicture.Draw(explanation));
        page.Picture(EnergyPicture.DrawCore(explanation));
        page.Table(EnergyTables.Macs(explanation));
        page.Table(EnergyTables.Operations(explanation.NodeNm));
        page.Section("Sources");
        page.Notes(EnergyExplanation.Sources());
        return page.ToString();
    }
}
