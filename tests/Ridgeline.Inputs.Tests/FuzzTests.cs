using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Tests;

/// <summary>Damaged files end in a tensor or a diagnostic, never in an exception, a hang or gigabytes.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 4000;

    [Theory]
    [InlineData("version1.npy")]
    [InlineData("version3.npy")]
    [InlineData("packed.npz")]
    public void Damaged_arrays(string file) => Fuzz(file, Rounds, (bytes, d) =>
    {
        if (file.EndsWith("npz", StringComparison.Ordinal)) _ = TensorFile.ReadNpz(bytes, file, _ => ElementType.Undefined, d);
        else _ = TensorFile.ReadNpy(bytes, file, ElementType.Undefined, d);
    });

    [Theory]
    [InlineData("rgb.png")]
    [InlineData("palette.png")]
    [InlineData("interlaced.png")]
    [InlineData("palette.bmp")]
    [InlineData("quarter.jpg")]
    [InlineData("progressive.jpg")]
    public void Damaged_pictures(string file)
    {
        var path = Path.GetTempFileName();
        var wanted = new TensorType(ElementType.Float, Shape.Of(1, 3, 8, 8));
        Fuzz(file, Rounds / 10, (bytes, d) =>
        {
            File.WriteAllBytes(path, bytes);
            _ = ImageFile.Read(path, wanted, new() { IsStretched = true }, d);
        });
        File.Delete(path);
    }

    private static void Fuzz(string file, int rounds, Action<byte[], Ridgeline.Diagnostics.DiagnosticBag> read)
    {
        var whole = File.ReadAllBytes(Sample.Of(file));
        var random = new Random(11);
        for (var round = 0; round < rounds; round++)
        {
            var bytes = (byte[])whole.Clone();
            // Most of what can go wrong is decided in the head.
            for (var i = random.Next(1, 5); i > 0; i--) bytes[random.Next(2) == 0 ? random.Next(Math.Min(160, bytes.Length)) : random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            Assert.All(Sample.Errors(d => read(bytes, d)), e => Assert.StartsWith("INPUT", e.Code, StringComparison.Ordinal));
        }
    }
}
