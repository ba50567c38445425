using Ridgeline.Accelerators.Systolic.ScaleSim;
using Ridgeline.Diagnostics;
using Ridgeline.Reports.Simulations;
using Ridgeline.Tests;

namespace Ridgeline.Accelerators.Tests.Systolic;

/// <summary>The reports that SCALE-Sim wrote, and ours of the same files.</summary>
internal static class GoldenRuns
{
    public const string Folder = "golden/scalesim";

    public static IReadOnlyList<string> Names() => [.. Directory.GetDirectories(SharedData.Get($"{Folder}/runs")).Select(p => Path.GetFileName(p)!).Order(StringComparer.Ordinal)];

    public static ScaleSimConfig Config(string run) => ReadConfig(Path.Combine(SharedData.Get($"{Folder}/runs"), run, $"{run}.cfg"));

    public static ScaleSimConfig ReadConfig(string path)
    {
        var diagnostics = new DiagnosticBag();
        var config = ScaleSimConfigReader.Read(File.ReadAllText(path), path, diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return config!;
    }

    public static IReadOnlyList<ScaleSimLayer> Layers(string run) => ReadLayers(SharedData.Get($"{Folder}/{run.Split('_')[0] switch
    {
        "alexnet" => "topologies/conv_nets/alexnet.csv",
        "resnet18" => "topologies/conv_nets/Resnet18.csv",
        var name => $"{name}.csv",
    }}"));

    public static IReadOnlyList<ScaleSimLayer> ReadLayers(string path)
    {
        var diagnostics = new DiagnosticBag();
        var layers = ScaleSimTopologyReader.Read(File.ReadAllText(path), path, diagnostics);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.All));
        return layers;
    }

    public static string Theirs(string run, string report) => File.ReadAllText(Path.Combine(SharedData.Get($"{Folder}/runs"), run, report));

    public static IReadOnlyDictionary<string, string> Ours(string run)
    {
        return Reports(Layers(run), Config(run));
    }

    public static IReadOnlyDictionary<string, string> Reports(IReadOnlyList<ScaleSimLayer> layers, ScaleSimConfig config)
    {
        var results = ScaleSimulator.Run(layers, config);
        return ScaleSimReports.Of(config).ToDictionary(r => r.File, r =>
        {
            using var text = new StringWriter { NewLine = "\n" };
            r.Write(results, text);
            return text.ToString();
        });
    }
}
