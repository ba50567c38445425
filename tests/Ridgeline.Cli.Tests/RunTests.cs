using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs;
using Ridgeline.Tests;

namespace Ridgeline.Cli.Tests;

/// <summary><c>run</c>: right answers from files, pictures and numbers, and what is wrong with them told.</summary>
public sealed class RunTests : IDisposable
{
    private static readonly string s_mnist = Repository.File("models/mnist-8.onnx");
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_digit_is_recognised()
    {
        var picture = SharedData.Get("datasets/images/mnist_28.png");
        var rows = Outcome.Fine("run", s_mnist, "--input", picture, "--image-range", "255", "--top", "2", "-o", "json").Json.GetProperty("rows");
        var saved = Outcome.Fine("run", s_mnist, "--input", picture, "--image-range", "255", "--save", _scratch["o.npy"], "--save", _scratch["all.npz"], "--save", _scratch["o.pb"]);
        var scores = ElementReader.Reals(TensorFile.ReadNpy(_scratch["o.npy"], ElementType.Float, new())!)!;
        var best = Array.IndexOf(scores, scores.Max());
        Assert.Equal(best, rows[0].GetProperty("class").GetInt32());
        Assert.Equal(scores[best], rows[0].GetProperty("value").GetDouble(), 1e-5);
        Assert.Contains("wrote", saved.Notes, StringComparison.Ordinal);
        var diagnostics = new DiagnosticBag();
        Assert.Equal(scores, ElementReader.Reals(TensorFile.ReadNpz(_scratch["all.npz"], _ => ElementType.Float, diagnostics)![0].Value));
        Assert.Equal(scores, ElementReader.Reals(Onnx.OnnxTensorFile.Read(_scratch["o.pb"], diagnostics)!.Constant!));
    }

    [Fact]
    public void The_kitten_is_a_tabby()
    {
        var labels = SharedData.Get("datasets/images/imagenet_labels.txt");
        var rows = Outcome.Fine("run", SharedData.Get("models/squeezenet_deepcompression.onnx"), "--input", SharedData.Get("datasets/images/kitten_224.png"),
            "--image-range", "255", "--image-mean", "104,117,123", "--image-bgr", "--top", "1", "--labels", labels, "-o", "json").Json.GetProperty("rows");
        Assert.Contains("tabby", rows[0].GetProperty("label").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Inputs_are_told_apart_by_name_and_seeds_give_the_same_again()
    {
        var (first, again) = (Outcome.Fine("run", s_mnist, "--seed", "5", "-o", "csv"), Outcome.Fine("run", s_mnist, "--seed", "5", "-t", "1", "-o", "csv"));
        Assert.Equal(first.Out, again.Out);
        Assert.NotEqual(first.Out, Outcome.Fine("run", s_mnist, "--seed", "6", "-o", "csv").Out);
        Assert.Equal(Outcome.Fine("run", s_mnist, "--input", "0", "-o", "csv").Out, Outcome.Fine("run", s_mnist, "--input", "Input3=0", "-o", "csv").Out);
    }

    [Fact]
    public void Sizes_stand_for_an_input_that_is_made_up()
    {
        var seeded = Outcome.Fine("run", s_mnist, "--seed", "0", "-o", "csv").Out;
        Assert.Equal(seeded, Outcome.Fine("run", s_mnist, "--input", "1x1x28x28", "-o", "csv").Out);
        Assert.Contains("RUN107", Outcome.Of(["run", s_mnist, "--input", "1x1x28x27"]).Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INPUT110", "--input", "Inputt3=0")]
    [InlineData("INPUT111", "--input", "nan")]
    [InlineData("INPUT111", "--input", "Input3=abc")]
    [InlineData("INPUT101", "--input", "Input3=nothing.npy")]
    [InlineData("INPUT110", "--input", "0", "--input", "1")]
    [InlineData("CLI112", "--seed", "1", "--save", "out.txt")]
    public void What_is_wrong_is_named_and_ends_with_2(string code, params string[] args)
    {
        var outcome = Outcome.Of(["run", s_mnist, .. args]);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains(code, outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_gives_nothing_gets_seed_0_and_is_told_so()
    {
        var made = Outcome.Fine("run", s_mnist, "-o", "csv");
        Assert.Equal(Outcome.Fine("run", s_mnist, "--seed", "0", "-o", "csv").Out, made.Out);
        Assert.Contains("'Input3' made up from seed 0", made.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_gives_one_of_several_inputs_is_told_what_is_missing()
    {
        var outcome = Outcome.Of("run", SharedData.Get("models/silero_vad_16k_op15.onnx"), "--input", "sr=16000");
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains("RUN104: the input 'state'", outcome.Notes, StringComparison.Ordinal);
        Assert.Contains("--seed N", outcome.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_of_another_shape_or_type_or_cut_off_are_named_and_end_with_2()
    {
        using var memory = new MemoryStream();
        TensorFile.WriteNpy(Tensor.OfFloat(new float[784], 1, 1, 28, 28), memory);
        File.WriteAllBytes(_scratch["cut.npy"], memory.ToArray()[..^5]);
        Save("flat.npy", Tensor.OfFloat(new float[784], 784));
        Save("whole.npy", Tensor.OfInt64(new long[784], 1, 1, 28, 28));
        foreach (var (file, code) in new[] { ("cut.npy", "INPUT102"), ("flat.npy", "RUN107"), ("whole.npy", "RUN106") })
        {
            var outcome = Outcome.Of("run", s_mnist, "--input", _scratch[file]);
            Assert.Equal(ExitCode.BadInput, outcome.Code);
            Assert.Contains(code, outcome.Notes, StringComparison.Ordinal);
        }
    }

    private void Save(string file, Tensor tensor)
    {
        using var stream = File.Create(_scratch[file]);
        TensorFile.WriteNpy(tensor, stream);
    }
}
