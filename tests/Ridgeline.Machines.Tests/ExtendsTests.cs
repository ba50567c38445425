using Ridgeline.Diagnostics;

namespace Ridgeline.Machines.Tests;

/// <summary>A variant says what differs, and has the rest from what it extends.</summary>
public sealed class ExtendsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline-machines-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_variant_of_the_catalogue_has_the_rest_from_there()
    {
        var machine = Read("name: mine\nextends: a100-80\ntitle: Mine\nmemory:\n  bandwidth: 3 TB/s\n");
        var known = MachineCatalog.Find("a100-80")!;
        Assert.Equal(3e12, machine.MainMemory.Bandwidth!.Value.Value);
        Assert.Equal(known.MainMemory.Size, machine.MainMemory.Size);
        Assert.Equal(known.OnChipSize, machine.OnChipSize);
        Assert.Equal(("mine", "Mine", null), (machine.Name, machine.Title, machine.Notes));
        Assert.Empty(machine.Expectations);
    }

    [Fact]
    public void Entries_of_lists_are_found_by_name()
    {
        var machine = Read("name: mine\nextends: a100-80\ntitle: Mine\nunits:\n  - { name: CUDA core, count: 3456 }\n  - { name: extra, kind: scalar, count: 1, rates: { fp32: { macs: 1 } } }\n");
        Assert.Equal(["tensor core", "CUDA core", "extra"], machine.Units.Select(u => u.Name));
        Assert.Equal(3456, machine.Units[1].Count);
        Assert.Equal(432, machine.Units[0].Count);
    }

    [Fact]
    public void Null_takes_a_key_away() => Assert.Null(Read("name: mine\nextends: a100-80\ntitle: Mine\nidle: ~\n").IdlePower);

    [Fact]
    public void A_file_beside_it_comes_before_the_catalogue()
    {
        File.WriteAllText(Path.Combine(_folder, "a100-80.yaml"),
            MachineCatalog.TextOf("v100")!.Replace("name: v100", "name: a100-80", StringComparison.Ordinal));
        Assert.Equal(900e9, Read("name: mine\nextends: a100-80\ntitle: Mine\n").MainMemory.Bandwidth!.Value.Value);
    }

    [Fact]
    public void A_clock_that_changes_moves_what_is_counted_in_cycles()
    {
        var machine = Read("name: mine\nextends: a100-80\ntitle: Mine\nclock: { base: 1.275 GHz, boost: 2.82 GHz }\n");
        var known = MachineCatalog.Find("a100-80")!;
        Assert.Equal(2 * known.Levels.Single(l => l.Name == "L1/shared").Bandwidth!.Value.Value, machine.Levels.Single(l => l.Name == "L1/shared")
            .Bandwidth!.Value.Value, 1e6);
    }

    private Machine Read(string text)
    {
        var path = Path.Combine(_folder, "mine.yaml");
        File.WriteAllText(path, text);
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.Read(path, diagnostics);
        Assert.True(machine is not null, string.Join('\n', diagnostics.All));
        return machine;
    }
}
