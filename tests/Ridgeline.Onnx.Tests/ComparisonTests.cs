using System.Diagnostics;
using Google.Protobuf;
using Ridgeline.Tests;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>What reading costs, here and with Google.Protobuf. The figures in docs/onnx-reader.md are from here.</summary>
public class ComparisonTests(ITestOutputHelper output)
{
    private const int Runs = 15;

    [Fact]
    public void A_graph_of_50000_nodes_is_read()
    {
        var bytes = Chain(50_000);
        using (Reads.Good(bytes))
        {
            var watch = Stopwatch.StartNew();
            using var model = Reads.Good(bytes);
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 60);
            Assert.Equal(50_000, model.Graph.Nodes.Count);
        }
    }

    [Fact(Explicit = true)]
    public void Against_Google_Protobuf()
    {
        var folder = Directory.CreateTempSubdirectory("ridgeline").FullName;
        var chain = Path.Combine(folder, "chain.onnx");
        File.WriteAllBytes(chain, Chain(50_000));
        foreach (var path in new[] { SharedData.Get("models/whisper-tiny_encoder_q8.onnx"), SharedData.Get("models/silero_vad_16k_op15.onnx"), chain })
        {
            var ours = Measure(() => OnnxReader.Read(path, new())!);
            var theirs = Measure(() => Parse(path));
            output.WriteLine($"| {Path.GetFileName(path)} | {new FileInfo(path).Length / 1e6:f2} | {ours} | {theirs} |");
        }
        Directory.Delete(folder, recursive: true);
    }

    private static P.ModelProto Parse(string path)
    {
        using var stream = File.OpenRead(path);
        return P.ModelProto.Parser.ParseFrom(stream);
    }

    private static byte[] Chain(int nodes)
    {
        var model = Samples.Empty();
        model.Graph.Input.Add(Samples.Info("v0", 1, "batch", 64));
        for (var i = 0; i < nodes; i++) model.Graph.Node.Add(Samples.Node("Relu", $"node_{i}", [$"v{i}"], [$"v{i + 1}"]));
        model.Graph.Output.Add(Samples.Info($"v{nodes}", 1, "batch", 64));
        return model.ToByteArray();
    }

    private static string Measure(Func<object> read)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            var result = read();
            times.Add(watch.Elapsed.TotalMilliseconds);
            (result as IDisposable)?.Dispose();
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var last = read();
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - heap;
        GC.KeepAlive(last);
        (last as IDisposable)?.Dispose();
        return $"{times.Order().ElementAt(Runs / 2):f2} | {allocated / 1e6:f2} | {kept / 1e6:f2}";
    }
}
