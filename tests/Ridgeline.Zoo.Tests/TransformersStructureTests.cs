using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Graphs.Passes;

namespace Ridgeline.Zoo.Tests;

public sealed class TransformersStructureTests
{
    public static TheoryData<string> Requests { get; } = new(
        "bert-base", "bert-base?batch=8&seq=384", "bert-large", "distilbert", "gpt2", "gpt2-medium", "gpt2-large", "gpt2-xl", "gpt3-175b",
        "gpt2?phase=decode&batch=8", "gpt2-xl?phase=decode&batch=8", "gpt3-175b?phase=decode&batch=8",
        "llama-2-7b", "llama-2-13b", "llama-2-70b", "llama-3.1-8b", "llama-3.1-70b", "llama-3.1-405b", "mixtral-8x7b",
        "llama-2-7b?phase=decode&context=4096&batch=8", "llama-2-70b?phase=decode&batch=8", "llama-3.1-405b?phase=decode&batch=8",
        "llama-3.1-8b?phase=decode&context=131071", "mixtral-8x7b?phase=decode&batch=8", "llama-3.1-8b?precision=bf16&batch=4&seq=2048",
        "vit-b16", "vit-b16?image=384&batch=8", "whisper-tiny", "whisper-tiny?part=encoder&batch=8",
        "whisper-tiny?part=decoder&batch=8&seq=4",
        "lstm", "lstm?size=small&batch=20", "lstm?size=large", "gru", "gru?size=large&batch=20&seq=1",
        "tpu-mlp0", "tpu-mlp1", "tpu-lstm0", "tpu-lstm1", "tpu-cnn0", "tpu-cnn1", "tpu-cnn1?batch=1");

    [Theory]
    [MemberData(nameof(Requests))]
    public void The_verifier_finds_nothing(string request)
    {
        var diagnostics = new DiagnosticBag();
        Verifier.Check(TransformersCase.Build(request), diagnostics);
        Assert.Empty(diagnostics.All);
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Every_constant_is_used_and_every_node_has_a_name_of_its_own(string request)
    {
        var graph = TransformersCase.Build(request).Graph;
        var used = graph.Nodes.SelectMany(n => n.Inputs).OfType<Value>().ToHashSet();
        Assert.Empty(graph.Initializers.Where(i => !used.Contains(i)).Select(i => i.Name));
        Assert.Empty(graph.Inputs.Where(i => !used.Contains(i)).Select(i => i.Name));
        Assert.Empty(graph.Nodes.CountBy(n => n.Name).Where(n => n.Value > 1 || n.Key.Length == 0).Select(n => n.Key));
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public void Building_twice_gives_the_same(string request) =>
        Assert.Equal(Text(TransformersCase.Build(request)), Text(TransformersCase.Build(request)));

    [Fact]
    public void Decoding_reads_and_extends_a_cache_of_grouped_heads()
    {
        var graph = TransformersCase.Build("llama-2-70b?phase=decode&context=1000&batch=8").Graph;
        Assert.Equal(1 + (2 * 80), graph.Inputs.Count);
        Assert.Equal("past_key_values.79.value: float16[8x8x1000x128]", graph.Inputs[^1].ToString());
        Assert.Equal(1 + (2 * 80), graph.Outputs.Count);
        Assert.Equal(("logits", "present.79.value"), (graph.Outputs[0].Name, graph.Outputs[^1].Name));
    }

    [Fact]
    public void The_shared_table_of_gpt2_is_one_tensor_read_twice()
    {
        var graph = TransformersCase.Build("gpt2").Graph;
        var table = graph.Initializers.Single(i => i.Name == "wte.weight");
        Assert.Equal(["Gather", "Gemm"], graph.Nodes.Where(n => n.Inputs.Contains(table)).Select(n => n.OpType));
    }

    [Fact]
    public void Names_follow_the_originals()
    {
        Assert.Contains("encoder.layer.11.attention.self.query.weight", Weights("bert-base"));
        Assert.Contains("transformer.layer.5.ffn.lin2.bias", Weights("distilbert"));
        Assert.Contains("h.11.attn.c_attn.weight", Weights("gpt2"));
        Assert.Contains("model.layers.31.self_attn.q_proj.weight", Weights("llama-2-7b"));
        Assert.Contains("model.layers.31.block_sparse_moe.gate.weight", Weights("mixtral-8x7b"));
        Assert.Contains("encoder.layers.encoder_layer_11.ln_1.weight", Weights("vit-b16"));
        Assert.Contains("decoder.layers.3.encoder_attn.k_proj.weight", Weights("whisper-tiny"));
    }

    private static HashSet<string> Weights(string request) => [.. TransformersCase.Build(request).Graph.Initializers.Select(i => i.Name)];

    private static string Text(Model model) => string.Join('\n', model.Graph.Nodes.Select(n => $"{n.Name} {n.QualifiedType}("
        + string.Join(", ", n.Inputs.Select(i => i?.ToString() ?? "-")) + $") {string.Join(' ', n.Attributes.Keys)}"));
}
