using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Tests;

/// <summary>Every machine of the catalogue reads, under its own name, without contradictions.</summary>
public sealed class CatalogTests
{
    public static TheoryData<string> Names => [.. MachineCatalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_machine_reads_and_bears_the_name_of_its_file(string name)
    {
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.ReadText(MachineCatalog.TextOf(name)!, $"catalog/machines/{name}.yaml", diagnostics);
        Assert.True(machine is not null, string.Join('\n', diagnostics.All));
        Assert.Equal(name, machine.Name);
    }
}
