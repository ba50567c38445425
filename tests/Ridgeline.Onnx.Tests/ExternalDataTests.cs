using Google.Protobuf;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using P = global::Onnx;

namespace Ridgeline.Onnx.Tests;

/// <summary>Weights in files of their own are found inside the model's folder and nowhere else.</summary>
public sealed class ExternalDataTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("ridgeline").FullName;

    private string Folder => Directory.CreateDirectory(Path.Combine(_root, "model")).FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_download_cache_keeps_model_and_data_side_by_side_in_a_store()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        var (store, snapshot) = (Path.Combine(Folder, "blobs"), Path.Combine(Folder, "snapshots", "1"));
        Directory.CreateDirectory(store);
        Directory.CreateDirectory(snapshot);
        File.WriteAllText(Path.Combine(store, "a"), "");
        File.WriteAllText(Path.Combine(store, "b"), "");
        File.WriteAllText(Path.Combine(Folder, "secret"), "");
        File.CreateSymbolicLink(Path.Combine(snapshot, "model.onnx_data"), "../../blobs/b");
        File.CreateSymbolicLink(Path.Combine(snapshot, "secret"), "../../secret");
        Assert.Equal(Path.Combine(store, "b"), Onnx.Reading.ExternalPath.Resolve(snapshot, "model.onnx_data", store));
        Assert.Null(Onnx.Reading.ExternalPath.Resolve(snapshot, "model.onnx_data"));
        Assert.Null(Onnx.Reading.ExternalPath.Resolve(snapshot, "secret", store));
    }

    [Fact]
    public void Data_are_read_from_the_file()
    {
        File.WriteAllBytes(Path.Combine(Folder, "w.bin"), [9, 9, 9, 9, 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40, 0, 0, 0x40, 0x40]);
        using var model = Read("w.bin", out var bag, offset: "4", length: "12");
        Assert.Empty(bag.All);
        var data = Assert.IsType<MappedData>(model!.Graph.Initializers[0].Constant!.Data);
        Assert.Equal("w.bin", data.Location);
        Assert.Equal([1, 2, 3], ElementReader.Reals(model.Graph.Initializers[0].Constant!)!);
    }

    [Theory]
    [InlineData("sub/w.bin")]
    [InlineData("./w.bin")]
    public void Folders_below_are_fine(string location)
    {
        Directory.CreateDirectory(Path.Combine(Folder, "sub"));
        File.WriteAllBytes(Path.Combine(Folder, location), new byte[12]);
        using var model = Read(location, out var bag);
        Assert.True(model is not null, string.Join('\n', bag.All));
    }

    [Fact]
    public void A_missing_file_leaves_the_structure_and_one_warning()
    {
        using var model = Read("gone.bin", out var bag, more: true);
        var warning = Assert.Single(bag.All);
        Assert.Equal("ONNX132", warning.Code);
        Assert.Contains("gone.bin", warning.Message, StringComparison.Ordinal);
        Assert.Contains("2 of the model's tensors", warning.Message, StringComparison.Ordinal);
        Assert.Equal("gone.bin", Assert.IsType<AbsentData>(model!.Graph.Initializers[0].Constant!.Data).Location);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("sub/../../secret.bin")]
    [InlineData("..\\secret.bin")]
    [InlineData("C:\\secret.bin")]
    [InlineData("\\\\host\\share")]
    [InlineData("..")]
    [InlineData("w\0.bin")]
    public void Paths_that_lead_outside_are_refused(string location)
    {
        File.WriteAllBytes(Path.Combine(_root, "secret.bin"), new byte[12]);
        Assert.Null(Read(location, out var bag));
        Assert.Equal("ONNX130", Assert.Single(bag.Errors).Code);
    }

    [Fact]
    public void Links_that_lead_outside_are_refused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        File.WriteAllBytes(Path.Combine(_root, "secret.bin"), new byte[12]);
        File.WriteAllBytes(Path.Combine(Folder, "inside.bin"), new byte[12]);
        File.CreateSymbolicLink(Path.Combine(Folder, "link.bin"), "../secret.bin");
        File.CreateSymbolicLink(Path.Combine(Folder, "chain.bin"), "link.bin");
        File.CreateSymbolicLink(Path.Combine(Folder, "loop.bin"), "loop.bin");
        File.CreateSymbolicLink(Path.Combine(Folder, "fine.bin"), "inside.bin");
        Directory.CreateSymbolicLink(Path.Combine(Folder, "up"), _root);
        foreach (var location in new[] { "link.bin", "chain.bin", "loop.bin", "up/secret.bin" })
        {
            Assert.Null(Read(location, out var bad));
            Assert.True(Assert.Single(bad.Errors).Code == "ONNX130", location);
        }
        using var model = Read("fine.bin", out var bag);
        Assert.Empty(bag.All);
        Assert.NotNull(model);
    }

    [Theory]
    [InlineData("4", "12", "ONNX131")]
    [InlineData("9223372036854775807", "12", "ONNX131")]
    [InlineData("0", "13", "ONNX121")]
    [InlineData("0", "-12", "ONNX133")]
    [InlineData("-1", "12", "ONNX133")]
    [InlineData("0x10", "12", "ONNX133")]
    [InlineData("99999999999999999999", "12", "ONNX133")]
    public void Ranges_that_leave_the_file_are_refused(string offset, string length, string code)
    {
        File.WriteAllBytes(Path.Combine(Folder, "w.bin"), new byte[12]);
        Assert.Null(Read("w.bin", out var bag, offset, length));
        Assert.Equal(code, Assert.Single(bag.Errors).Code);
    }

    [Fact]
    public void A_folder_or_a_device_is_no_data()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "w.bin"));
        using var model = Read("w.bin", out var bag);
        Assert.Equal("ONNX132", Assert.Single(bag.All).Code);
    }

    [Fact]
    public void Bytes_in_memory_have_no_folder()
    {
        var (model, bag) = Reads.Read(Model("w.bin", null, null, more: false));
        Assert.Equal("ONNX132", Assert.Single(bag.All).Code);
        Assert.False(model!.Graph.Initializers[0].Constant!.Data.IsPresent);
    }

    private Model? Read(string location, out DiagnosticBag bag, string? offset = null, string? length = null, bool more = false)
    {
        var path = Path.Combine(Folder, "m.onnx");
        File.WriteAllBytes(path, Model(location, offset, length, more).ToByteArray());
        bag = new();
        return OnnxReader.Read(path, bag);
    }

    private static P.ModelProto Model(string location, string? offset, string? length, bool more)
    {
        var model = Samples.Small();
        var tensor = model.Graph.Initializer[0];
        tensor.FloatData.Clear();
        tensor.DataLocation = P.TensorProto.Types.DataLocation.External;
        tensor.ExternalData.Add(Samples.Entry("location", location));
        if (offset is not null) tensor.ExternalData.Add(Samples.Entry("offset", offset));
        if (length is not null) tensor.ExternalData.Add(Samples.Entry("length", length));
        if (!more) return model;
        var second = tensor.Clone();
        second.Name = "second";
        model.Graph.Initializer.Add(second);
        return model;
    }
}
