using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Quantities;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>Writing to files: external data, absent weights, and never half a file.</summary>
public sealed class WriterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ridgeline").FullName;

    private string Target => Path.Combine(_folder, "m.onnx");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Large_tensors_go_outside_when_asked()
    {
        var model = Model(Weight("small", 10), Weight("large", 100_000), Weight("larger", 200_000));
        OnnxWriter.Write(model, Target, new() { ExternalOver = new Bytes(1000) });
        using var read = Read();
        Assert.Empty(ModelEquality.Differences(model, read));
        Assert.IsType<MappedData>(read.Graph.Initializers[1].Constant!.Data);
        Assert.InRange(new FileInfo(Target).Length, 1, 2000);
        var written = P.ModelProto.Parser.ParseFrom(File.ReadAllBytes(Target));
        Assert.All(written.Graph.Initializer.Skip(1).Take(2), t => Assert.Equal("m.onnx.data", t.ExternalData.Single(e => e.Key == "location").Value));
        Assert.Equal("0", written.Graph.Initializer[1].ExternalData.Single(e => e.Key == "offset").Value);
        Assert.Equal(0, long.Parse(written.Graph.Initializer[2].ExternalData.Single(e => e.Key == "offset").Value, null) % 4096);
    }

    [Fact]
    public void A_model_that_would_break_the_format_goes_outside_by_itself()
    {
        var model = Model(Weight("large", 100_000), Weight("small", 10));
        OnnxWriter.Write(model, Target, new() { FormatLimit = 10_000 });
        using var read = Read();
        Assert.Empty(ModelEquality.Differences(model, read));
        Assert.True(File.Exists(Target + ".data"));
    }

    [Fact]
    public void A_model_that_cannot_fit_is_refused_and_the_old_file_stays()
    {
        File.WriteAllText(Target, "old");
        var model = Model();
        model.Graph.Doc = new('d', 5000);
        var error = Assert.Throws<DiagnosticException>(() => OnnxWriter.Write(model, Target, new() { FormatLimit = 1000 }));
        Assert.Equal("ONNX160", error.Diagnostics[0].Code);
        Assert.Equal("old", File.ReadAllText(Target));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        File.WriteAllText(Target, "old");
        var model = Model(new Tensor(ElementType.UInt8, [1 << 22], new FailingData(1 << 22)));
        Assert.Throws<IOException>(() => OnnxWriter.Write(model, Target));
        Assert.Throws<IOException>(() => OnnxWriter.Write(model, Target, new() { ExternalOver = default(Bytes) }));
        Assert.Equal("old", File.ReadAllText(Target));
        Assert.Equal([Target], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Absent_weights_leave_their_structure()
    {
        var model = Model(Tensor.Absent(ElementType.Float16, [1L << 20, 1L << 20], new(0.5, 0.25)), Tensor.Absent(ElementType.Float, [8], Filling.Ones));
        OnnxWriter.Write(model, Target);
        Assert.InRange(new FileInfo(Target).Length, 1, 1000);
        using var read = Read(out var bag);
        Assert.Equal("ONNX132", Assert.Single(bag.All).Code);
        Assert.Empty(ModelEquality.Differences(model, read));
        Assert.Equal([Target], Directory.GetFiles(_folder));
        Assert.Equal(new Filling(0.5, 0.25), Assert.IsType<AbsentData>(read.Graph.Initializers[0].Constant!.Data).Filling);
    }

    [Fact]
    public void Weights_that_turn_up_later_fit_a_rewritten_model()
    {
        var model = Model(Weight("w", 100), Weight("v", 50));
        OnnxWriter.Write(model, Target, new() { ExternalOver = new Bytes(1) });
        File.Move(Target + ".data", Target + ".away");
        using (var absent = Read(out _)) OnnxWriter.Write(absent, Path.Combine(_folder, "n.onnx"));
        File.Move(Target + ".away", Target + ".data");
        using var read = OnnxReader.Read(Path.Combine(_folder, "n.onnx"), new());
        Assert.Empty(ModelEquality.Differences(model, read!));
    }

    [Fact]
    public void A_model_can_be_written_over_its_own_file()
    {
        var model = Model(Weight("w", 100_000));
        OnnxWriter.Write(model, Target, new() { ExternalOver = new Bytes(1) });
        using (var read = Read()) OnnxWriter.Write(read, Target, new() { ExternalOver = new Bytes(1) });
        using (var read = Read()) OnnxWriter.Write(read, Target);
        using var last = Read();
        Assert.Empty(ModelEquality.Differences(model, last));
    }

    [Fact]
    public void Values_without_names_get_some()
    {
        var model = Model();
        var hidden = new Value("");
        model.Graph.Nodes.Add(new("Neg") { Inputs = { model.Graph.Inputs[0] }, Outputs = { hidden } });
        model.Graph.Nodes.Add(new("Neg") { Inputs = { hidden, null }, Outputs = { new("value_0") } });
        var read = Reads.Good(Reads.Write(model)).Graph;
        Assert.Same(read.Nodes[^2].Outputs[0], read.Nodes[^1].Inputs[0]);
        Assert.Equal("value_1", read.Nodes[^2].Outputs[0]!.Name);
    }

    [Fact]
    public void Progress_is_told()
    {
        var told = new List<(Bytes, Bytes)>();
        OnnxWriter.Write(Model(Weight("w", 40 << 20)), Target, new() { Progress = (done, total) => told.Add((done, total)) });
        Assert.True(told.Count >= 3);
        Assert.Equal(told[^1].Item1, told[^1].Item2);
        Assert.Equal(new FileInfo(Target).Length, told[^1].Item1.Value);
    }

    [Fact(Explicit = true)]
    public void More_than_two_gigabytes_survive()
    {
        var model = Model(Weight("a", (1L << 31) + 100), Weight("b", 1L << 20));
        OnnxWriter.Write(model, Target);
        using var read = Read();
        Assert.Empty(ModelEquality.Differences(model, read));
    }

    private Model Read() => Read(out _);

    private Model Read(out DiagnosticBag bag)
    {
        bag = new();
        var model = OnnxReader.Read(Target, bag);
        Assert.True(model is not null, string.Join('\n', bag.All));
        return model;
    }

    private static Tensor Weight(string name, long bytes) =>
        new(ElementType.UInt8, [bytes], new SeededData(ElementType.UInt8, bytes, new(0, 256), (ulong)name.Length));

    private static Model Model(params Tensor[] weights)
    {
        var model = Reads.Good(Samples.Small());
        model.Graph.Initializers.RemoveAll(i => i.Name != "w");
        foreach (var weight in weights) model.Graph.Initializers.Insert(0, new($"weight{model.Graph.Initializers.Count}") { Constant = weight, Type = weight.Type });
        model.Graph.Initializers.Reverse(0, weights.Length);
        return model;
    }

    private sealed class FailingData(long length) : TensorData
    {
        public override long Length { get; } = length;

        public override void Read(long offset, Span<byte> destination)
        {
            if (offset > 0) throw new IOException("the disk is gone");
        }
    }
}
