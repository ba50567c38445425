namespace Ridgeline.Zoo.Tests;

public sealed class TransformersTotalsTests
{
    // "HF" is what model.num_parameters() of the named Hugging Face checkpoint gives; shared tensors count once.
    public static TheoryData<string, long, string> Published { get; } = new()
    {
        { "bert-base", 109_482_240, "HF bert-base-uncased, BertModel" },
        { "bert-large", 335_141_888, "HF bert-large-uncased, BertModel" },
        { "distilbert", 66_362_880, "HF distilbert-base-uncased, DistilBertModel" },
        { "gpt2", 124_439_808, "HF gpt2, GPT2LMHeadModel" },
        { "gpt2-medium", 354_823_168, "HF gpt2-medium" },
        { "gpt2-large", 774_030_080, "HF gpt2-large" },
        { "gpt2-xl", 1_557_611_200, "HF gpt2-xl" },
        { "gpt3-175b", 174_604_259_328, "Brown et al. 2020, table D.1: 174,600 M" },
        { "llama-2-7b", 6_738_415_616, "HF meta-llama/Llama-2-7b-hf" },
        { "llama-2-13b", 13_015_864_320, "HF meta-llama/Llama-2-13b-hf" },
        { "llama-2-70b", 68_976_648_192, "HF meta-llama/Llama-2-70b-hf" },
        { "llama-3.1-8b", 8_030_261_248, "HF meta-llama/Llama-3.1-8B" },
        { "llama-3.1-70b", 70_553_706_496, "HF meta-llama/Llama-3.1-70B" },
        { "llama-3.1-405b", 405_853_388_800, "HF meta-llama/Llama-3.1-405B" },
        { "mixtral-8x7b", 46_702_792_704, "HF mistralai/Mixtral-8x7B-v0.1" },
        { "vit-b16", 86_567_656, "torchvision vit_b_16" },
        { "whisper-tiny", 37_184_640, "openai/whisper tiny (sinusoids are a buffer); HF 37,760,640 with them" },
        { "lstm", 19_780_400, "PyTorch's two biases; Merity et al. 2017 table 1: Zaremba medium 20 M" },
        { "lstm?size=large", 66_034_000, "PyTorch's two biases; Merity et al. 2017 table 1: Zaremba large 66 M" },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Parameters_equal_the_published_total(string request, long parameters, string source)
    {
        Assert.NotEmpty(source);
        Assert.Equal(parameters, TransformersCase.Parameters(TransformersCase.Build(request)));
    }

    [Fact]
    public void The_encoder_of_bert_base_has_85_054_464_parameters() =>
        Assert.Equal(85_054_464, TransformersCase.Parameters(TransformersCase.Build("bert-base"), "encoder."));

    [Fact]
    public void The_encoder_and_the_decoder_of_whisper_are_the_whole()
    {
        var encoder = TransformersCase.Parameters(TransformersCase.Build("whisper-tiny?part=encoder"));
        var decoder = TransformersCase.Parameters(TransformersCase.Build("whisper-tiny?part=decoder"));
        Assert.Equal((7_632_384, 29_552_256), (encoder, decoder));
    }

    [Fact]
    public void Two_of_eight_experts_make_12_9_billion_active_parameters()
    {
        var model = TransformersCase.Build("mixtral-8x7b");
        var all = TransformersCase.Parameters(model);
        var experts = model.Graph.Initializers.Where(i => i.Name.Contains(".experts.", StringComparison.Ordinal))
            .Sum(i => i.Constant!.Count);
        Assert.Equal(12.9, (all - (experts * 6 / 8)) / 1e9, 0.05);
    }

    [Theory]
    [InlineData("gpt2")]
    [InlineData("llama-2-70b")]
    [InlineData("mixtral-8x7b")]
    public void A_network_has_the_same_parameters_in_both_phases(string name) => Assert.Equal(
        TransformersCase.Parameters(TransformersCase.Build(name)),
        TransformersCase.Parameters(TransformersCase.Build($"{name}?phase=decode&batch=8")));

    [Theory]
    [MemberData(nameof(Published))]
    public void The_summary_states_the_total(string request, long parameters, string source)
    {
        if (request.Contains('?', StringComparison.Ordinal)) return;
        var text = parameters.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(TransformersCase.Find(request).Summary.Contains(text, StringComparison.Ordinal), $"{request}: {text} ({source})");
    }
}
