namespace Ridgeline.Bench;

/// <summary>A network whose speed is followed from release to release.</summary>
/// <param name="Title">What the page calls it.</param>
/// <param name="Source">What the tool calls it; a file is looked for beside the repository.</param>
/// <param name="Options">What it is given.</param>
internal sealed record BenchNetwork(string Title, string Source, params string[] Options)
{
    private const string Models = "../shared/data/models";

    /// <summary>The eight that issue 4 names.</summary>
    public static IReadOnlyList<BenchNetwork> All { get; } =
    [
        new("BERT-base, 128 tokens", "zoo:bert-base?seq=128"),
        new("ResNet-50", "zoo:resnet50"),
        new("VGG-16", "zoo:vgg16"),
        new("MobileNet-v2", "zoo:mobilenet-v2"),
        new("SqueezeNet", "squeezenet_deepcompression.onnx"),
        new("Silero VAD (LSTM), 512 samples", "silero_vad_16k_op15.onnx", "--set", "sequence=512", "--input", "sr=16000"),
        new("DTLN (LSTM)", "dtln_model_1.onnx"),
        new("GPT-2, one token after 1,023", "zoo:gpt2?phase=decode"),
    ];

    /// <summary>How it is named on a command line that runs in <paramref name="repository"/>; null if its file is not there.</summary>
    public string? Find(string repository)
    {
        if (!Source.EndsWith(".onnx", StringComparison.Ordinal)) return Source;
        var file = Path.Combine(repository, Models, Source);
        return File.Exists(file) ? file : null;
    }
}
