using Ridgeline.Diagnostics;
using Ridgeline.Machines;
using Ridgeline.Review.Workloads;

namespace Ridgeline.Review.Tests;

/// <summary>Machines of samples/bad-hardware, and reviews of them.</summary>
internal static class Sample
{
    /// <summary>The networks, built once for all tests.</summary>
    public static NetworkShelf Shelf => s_shelf.Value!;

    private static readonly ThreadLocal<NetworkShelf> s_shelf = new(() => new());

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Names => Directory.GetFiles(Path.Combine(Root, "samples", "bad-hardware"), "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f));

    public static Machine Read(string name)
    {
        var diagnostics = new DiagnosticBag();
        var machine = MachineReader.Read(Path.Combine(Root, "samples", "bad-hardware", name + ".yaml"), diagnostics);
        diagnostics.ThrowIfErrors();
        return machine!;
    }

    public static MachineReview Review(Machine machine) => new Reviewer(Shelf).Review(machine, machine.Name, [], []);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Ridgeline.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
