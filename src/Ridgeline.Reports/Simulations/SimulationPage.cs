using System.Globalization;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Reports.Tables;

namespace Ridgeline.Reports.Simulations;

/// <summary>A simulation as a page of text: sentences, then tables.</summary>
public static class SimulationPage
{
    /// <summary>Writes the page with a writer of tables.</summary>
    public static void Write(NetworkSimulation simulation, int? top, Action<ReportTable, TextWriter> table, TextWriter to)
    {
        foreach (var sentence in Sentences(simulation)) to.Write($"{sentence}\n\n");
        foreach (var one in new[] { SimulationTables.Layers(simulation, top), SimulationTables.Energies(simulation) })
        {
            table(one, to);
            to.Write('\n');
        }
    }

    /// <summary>What it comes to, in words.</summary>
    public static IEnumerable<string> Sentences(NetworkSimulation simulation)
    {
        var (array, total) = (simulation.Array, simulation.Total);
        yield return string.Create(CultureInfo.InvariantCulture, $"{simulation.Network} on {simulation.Accelerator}: {(array.Count > 1 ? $"{array.Count} arrays of " : "")}"
            + $"{array.Rows} x {array.Columns}, {array.Dataflow.Word()}{(array.IsDoubleBuffered ? ", double-buffered" : "")}, {array.Precision}, {array.Clock}.");
        yield return string.Create(CultureInfo.InvariantCulture, $"{simulation.Latency} in {total.Cycles:N0} cycles, {Share(total.StallCycles, total.Cycles)} of them stalls; "
            + $"{total.Utilisation:0.0 %} of the array's MACs are used; {simulation.Timeline.Energy}.");
        foreach (var note in simulation.Notes) yield return $"Note: {note}.";
    }

    private static string Share(long part, long whole) => (whole > 0 ? (double)part / whole : 0).ToString("0.0 %", CultureInfo.InvariantCulture);
}
