using Ridgeline.Diagnostics;
using Ridgeline.Machines.Checking;

namespace Ridgeline.Machines.Tests;

/// <summary>Every machine of the catalogue reads, under its own name, without contradictions that it does not explain.</summary>
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

    [Theory]
    [MemberData(nameof(Names))]
    public void A_machine_has_no_contradiction_that_it_does_not_explain(string name)
        => Assert.Empty(MachineCheck.Run(MachineCatalog.Find(name)!).Where(f => !f.IsExpected).Select(f => $"{f.Code} {f.At}: {f.Message}"));

    [Fact]
    public void There_are_at_least_ninety_machines() => Assert.True(MachineCatalog.Names.Count >= 90, $"{MachineCatalog.Names.Count}");

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_number_has_a_source(string name)
    {
        var machine = MachineCatalog.Find(name)!;
        Assert.True(machine.SourceOf("memory") is { Source.Length: > 0 });
        Assert.All(machine.Sources, note => Assert.True(note.Value.Source.Length > 0 || note.Value.Note is not null, note.Key));
    }
}
