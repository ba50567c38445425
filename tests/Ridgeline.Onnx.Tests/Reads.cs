using Google.Protobuf;
using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Tests;

/// <summary>Short forms of reading and writing in memory.</summary>
internal static class Reads
{
    public static (Model? Model, DiagnosticBag Bag) Read(byte[] bytes)
    {
        var bag = new DiagnosticBag();
        return (OnnxReader.Read(bytes, "test.onnx", bag), bag);
    }

    public static (Model? Model, DiagnosticBag Bag) Read(IMessage message) => Read(message.ToByteArray());

    public static Model Good(IMessage message) => Good(message.ToByteArray());

    public static Model Good(byte[] bytes)
    {
        var (model, bag) = Read(bytes);
        Assert.True(model is not null, string.Join('\n', bag.All));
        return model;
    }

    public static Diagnostic Error(IMessage message) => Error(message.ToByteArray());

    public static Diagnostic Error(byte[] bytes)
    {
        var (model, bag) = Read(bytes);
        Assert.Null(model);
        return bag.Errors.First();
    }

    public static byte[] Write(Model model)
    {
        using var stream = new MemoryStream();
        OnnxWriter.Write(model, stream);
        return stream.ToArray();
    }
}
