using System.Diagnostics;
using System.Globalization;
using Ridgeline.Accelerators.LoopNests;
using Ridgeline.Accelerators.LoopNests.Networks;
using Ridgeline.Accelerators.LoopNests.Presets;
using Ridgeline.Accelerators.LoopNests.Search;
using Ridgeline.Accelerators.LoopNests.Timeloop;
using Ridgeline.Diagnostics;

// dotnet run -c Release --project bench/Ridgeline.LoopNests.Bench -- FILE.yaml,FILE.yaml|ACCELERATOR:SIZES [threads] [walks]
// Timeloop's files; or an accelerator and the sizes of a product, gemmini:M,N,K, or of a convolution, eyeriss:N,G,M,C,P,Q,R,S.
// Walks alone, usual and many; the usual search, twice since the first one compiles; and a proof, given a minute.
if (args.Length == 0)
{
    Console.Error.WriteLine("FILE.yaml[,FILE.yaml...]|ACCELERATOR:SIZES [THREADS] [WALKS]");
    return 2;
}
var diagnostics = new DiagnosticBag();
var (workload, architecture, constraints) = Problem(args[0]);
diagnostics.ThrowIfErrors();
var threads = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
var walks = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 64;
var walk = new NestSearchOptions { Threads = threads, ProofSteps = 0 };
var usual = new NestSearchOptions { Threads = threads };
foreach (var (name, options) in new[]
{
    ("walks", walk), ("more walks", walk with { Walks = walks }), ("usual", usual), ("usual", usual), ("proof", usual with { ProofSteps = long.MaxValue, TimeLimit = TimeSpan.FromMinutes(1) }),
})
{
    using var process = Process.GetCurrentProcess();
    var (clock, before) = (Stopwatch.StartNew(), process.TotalProcessorTime);
    var found = NestMapper.Search(workload, architecture, constraints, options);
    process.Refresh();
    var (wall, busy) = (clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{name}, {threads} threads: {wall:F3} s by the clock, {busy:F3} s of processor time; best {found.Result!.Energy.Value * found.Result.Cycles:G6} J cycles"
        + $"{(found.ProvenOptimal ? ", proven" : "")}; {found.MappingsEvaluated} valid mappings, {found.MappingsEvaluated / busy:F0} a second of processor time, "
        + $"{found.MappingsEvaluated / wall:F0} by the clock; peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
}
return 0;

(NestWorkload, NestArchitecture, NestConstraints?) Problem(string text)
{
    if (text.Split(':') is not [var name, var sizes])
    {
        var input = TimeloopReader.Read(text.Split(','), diagnostics);
        diagnostics.ThrowIfErrors();
        return (input!.Workload, input.Architecture, input.Constraints);
    }
    var preset = NestPresets.Open(name, diagnostics);
    diagnostics.ThrowIfErrors();
    var n = sizes.Split(',').Select(long.Parse).ToArray();
    var asked = n.Length == 3 ? NestLayers.Product(new(n[0], n[1], n[2])) : NestLayers.Convolution(new(n[0], n[1], n[3], n[2], n[4], n[5], n[6], n[7]));
    return (asked, preset!.Architecture, preset.ConstraintsFor(asked));
}
