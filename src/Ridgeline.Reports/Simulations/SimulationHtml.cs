using System.Globalization;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Reports.Html;

namespace Ridgeline.Reports.Simulations;

/// <summary>A simulation as one self-contained HTML file: pictures, tables, and the wave through the array with a slider.</summary>
public static class SimulationHtml
{
    // A longer list is folded away until it is asked for.
    private const int MostOpenRows = 60;

    /// <summary>The page.</summary>
    public static string Page(NetworkSimulation simulation)
    {
        var page = new HtmlPage($"{simulation.Network} on {simulation.Accelerator} - Ridgeline",
            "Written by ridgeline. Every cycle is simulated fold by fold; docs/simulation.md says how, and what it was compared with.");
        page.Heading($"{simulation.Network} on {simulation.Accelerator}", "What this network takes on a systolic array");
        page.Figures(
        [
            (simulation.Latency.ToString(), "latency"), (simulation.Total.Cycles.ToString("N0", CultureInfo.InvariantCulture), "cycles"),
            (simulation.Total.Utilisation.ToString("0.0 %", CultureInfo.InvariantCulture), "of the array's MACs"), (simulation.Timeline.Energy.ToString(), "energy"),
        ]);
        foreach (var sentence in SimulationPage.Sentences(simulation)) page.Paragraph(sentence);
        page.Section("Cycles");
        page.Picture(SimulationPictures.Draw(simulation, SimulationPicture.Cycles));
        page.Picture(SimulationPictures.Draw(simulation, SimulationPicture.Timeline));
        page.Section("The array");
        if (SimulationPictures.Largest(simulation) is var (name, wave)) page.Picture(WavefrontAnimation.Of(wave, name));
        page.Picture(SimulationPictures.Draw(simulation, SimulationPicture.Utilisation));
        page.Section("Accesses");
        page.Picture(SimulationPictures.Draw(simulation, SimulationPicture.Accesses));
        page.Section("Energy");
        page.Picture(SimulationPictures.Draw(simulation, SimulationPicture.Energy));
        page.Table(SimulationTables.Energies(simulation));
        page.Section("Tables");
        page.Table(SimulationTables.Layers(simulation, null, whole: true), folded: simulation.Layers.Count > MostOpenRows);
        return page.ToString();
    }
}
