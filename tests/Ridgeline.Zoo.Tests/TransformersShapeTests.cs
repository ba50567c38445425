namespace Ridgeline.Zoo.Tests;

public sealed class TransformersShapeTests
{
    [Theory]
    [MemberData(nameof(TransformersStructureTests.Requests), MemberType = typeof(TransformersStructureTests))]
    public void Every_shape_is_known_and_nothing_contradicts(string request)
    {
        var inferred = new TransformersInference(request);
        Assert.Empty(inferred.Diagnostics.All);
        Assert.Empty(inferred.Model.Graph.Nodes.SelectMany(n => n.Outputs)
            .Where(v => v is not null && v.Tensor is not { Shape.IsFullyKnown: true }).Select(v => v!.ToString()));
    }

    [Fact]
    public void Bert_returns_states_and_a_pooled_state()
    {
        var bert = new TransformersInference("bert-base?batch=8&seq=384");
        Assert.Equal(("float[8x384x768]", "float[8x768]"), (bert.TypeOf("last_hidden_state"), bert.TypeOf("pooler_output")));
    }

    [Fact]
    public void Prefill_of_grouped_queries_leaves_a_cache_of_key_heads()
    {
        var llama = new TransformersInference("llama-3.1-8b?batch=2&seq=100");
        Assert.Equal(("float16[2x100x128256]", "float16[2x8x100x128]"), (llama.TypeOf("logits"), llama.TypeOf("present.31.value")));
    }

    [Fact]
    public void Decoding_lengthens_the_cache_by_one()
    {
        var llama = new TransformersInference("llama-3.1-405b?phase=decode&batch=8&context=4096&precision=bf16");
        Assert.Equal(("bfloat16[8x1x128256]", "bfloat16[8x8x4097x128]"), (llama.TypeOf("logits"), llama.TypeOf("present.125.key")));
    }

    [Theory]
    [InlineData("gpt2?phase=decode&batch=8&context=9", "float[8x1x50257]")]
    [InlineData("mixtral-8x7b?seq=7", "float16[1x7x32000]")]
    [InlineData("vit-b16?image=384&batch=3", "float[3x1000]")]
    [InlineData("whisper-tiny?precision=fp16&seq=5", "float16[1x5x51865]")]
    [InlineData("lstm?size=small&batch=20", "float[20x20x10000]")]
    [InlineData("gru?seq=3", "float[3x1x10000]")]
    public void Logits_have_a_score_for_every_word(string request, string type) =>
        Assert.Equal(type, new TransformersInference(request).TypeOf("logits"));
}
