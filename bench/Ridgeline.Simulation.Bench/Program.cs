using System.Diagnostics;
using System.Globalization;
using Ridgeline.Accelerators.Systolic;
using Ridgeline.Accelerators.Systolic.Networks;
using Ridgeline.Accelerators.Systolic.Registers;
using Ridgeline.Accelerators.Systolic.ScaleSim;

// How fast systolic arrays are simulated: dotnet run -c Release --project bench/Ridgeline.Simulation.Bench
// One line a measurement: the best of several runs, on one core.
ScaleSimLayer[] alexnet =
[
    Conv("Conv1", 224, 11, 3, 96, 4), Conv("Conv2", 27, 5, 96, 256, 1), Conv("Conv3", 13, 3, 256, 384, 1), Conv("Conv4", 13, 3, 384, 384, 1), Conv("Conv5", 13, 3, 384, 256, 1),
];
var start = Stopwatch.StartNew();
foreach (var dataflow in Dataflows.All) Physical(dataflow);
Say("AlexNet, 5 layers, 32 x 32, fold level, three dataflows, first time", start.Elapsed, "");
Say("AlexNet, 5 layers, 32 x 32, fold level, three dataflows", Best(20, () =>
{
    foreach (var dataflow in Dataflows.All) Physical(dataflow);
}), "");
foreach (var isUser in new[] { false, true })
{
    foreach (var dataflow in Dataflows.All)
    {
        Say($"AlexNet, 5 layers, 32 x 32, {dataflow.Word()}, --compat scale-sim, {(isUser ? "USER" : "CALC")}", Best(3, () => ScaleSimulator.Run(alexnet, Config(dataflow, isUser))), "");
    }
}
foreach (var size in new[] { 32, 128, 256 })
{
    var operands = Random(512, 512, 512);
    foreach (var dataflow in Dataflows.All)
    {
        var steps = 0L;
        var time = Best(3, () => steps = RegisterSimulator.Run(dataflow, operands, new(size, size)).Steps);
        Say($"registers, {size} x {size}, {dataflow.Word()}, 512 x 512 x 512 in 8 bits", time, $"{(steps / time.TotalSeconds).ToString("E2", CultureInfo.InvariantCulture)} cell steps/s");
    }
}
Console.WriteLine($"peak memory {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB");

void Physical(Dataflow dataflow) => NetworkSimulator.Simulate("alexnet", alexnet, ConfigArray.Of(Config(dataflow, isUser: true), null, isDoubleBuffered: false));

static ScaleSimLayer Conv(string name, int input, int kernel, int channels, int filters, int stride) => new()
{
    Name = name, InputHeight = input, InputWidth = input, FilterHeight = kernel, FilterWidth = kernel, Channels = channels, Filters = filters, Stride = stride,
};

static ScaleSimConfig Config(Dataflow dataflow, bool isUser) => new()
{
    RunName = "32x32", Rows = 32, Columns = 32, InputKilobytes = 64, FilterKilobytes = 64, OutputKilobytes = 64, Dataflow = dataflow, IsUserBandwidth = isUser,
};

static Operands<int> Random(int m, int n, int k)
{
    var random = new Random(1);
    return new([.. Enumerable.Range(0, m * k).Select(_ => random.Next(-128, 128))], [.. Enumerable.Range(0, k * n).Select(_ => random.Next(-128, 128))], m, n, k);
}

static TimeSpan Best(int times, Action run)
{
    var best = TimeSpan.MaxValue;
    for (var i = 0; i < times; i++)
    {
        var watch = Stopwatch.StartNew();
        run();
        if (watch.Elapsed < best) best = watch.Elapsed;
    }
    return best;
}

static void Say(string what, TimeSpan time, string rate) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-80} {time.TotalMilliseconds,10:0.00} ms  {rate}"));
