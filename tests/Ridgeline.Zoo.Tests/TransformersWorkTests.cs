namespace Ridgeline.Zoo.Tests;

/// <summary>
/// MACs by the operator table against closed forms written from the papers: every linear layer meets every token, and attention makes two
/// products of queries times keys times width a layer. A causal mask is not taken off: the operator computes the square.
/// </summary>
public sealed class TransformersWorkTests
{
    [Theory]
    [InlineData("bert-base?batch=4&seq=128", 4, 128, 12, 768)]
    [InlineData("bert-large?seq=384", 1, 384, 24, 1024)]
    public void Bert(string request, long batch, long tokens, long layers, long width) => Assert.Equal(
        (batch * layers * ((tokens * 12 * width * width) + Attention(tokens, tokens, width))) + (batch * width * width), Macs(request));

    [Theory]
    [InlineData("gpt2?seq=1024", 1, 1024, 0, 12, 768)]
    [InlineData("gpt2-xl?batch=2&seq=100", 2, 100, 0, 48, 1600)]
    [InlineData("gpt2-xl?phase=decode&batch=8&context=1000", 8, 1, 1000, 48, 1600)]
    [InlineData("gpt3-175b?seq=2048", 1, 2048, 0, 96, 12288)]
    public void Gpt(string request, long batch, long tokens, long past, long layers, long width) => Assert.Equal(
        batch * ((layers * ((tokens * 12 * width * width) + Attention(tokens, past + tokens, width))) + (tokens * 50257 * width)),
        Macs(request));

    [Theory]
    [InlineData("llama-2-7b?seq=512", 1, 512, 0, 32, 4096, 4096, 11008, 32000)]
    [InlineData("llama-2-7b?phase=decode&context=4096&batch=8", 8, 1, 4096, 32, 4096, 4096, 11008, 32000)]
    [InlineData("llama-2-70b?phase=decode&context=4096&batch=8", 8, 1, 4096, 80, 8192, 1024, 28672, 32000)]
    [InlineData("llama-3.1-405b?batch=2&seq=1000", 2, 1000, 0, 126, 16384, 1024, 53248, 128256)]
    public void Llama(string request, long batch, long tokens, long past, long layers, long width, long pairs, long inner, long vocabulary)
    {
        var linear = (2 * width * width) + (2 * width * pairs) + (3 * width * inner);
        var layer = (tokens * linear) + Attention(tokens, past + tokens, width);
        Assert.Equal(batch * ((layers * layer) + (tokens * vocabulary * width)), Macs(request));
    }

    [Fact]
    public void Mixtral_computes_two_of_eight_experts()
    {
        const long Width = 4096;
        const long Linear = (2 * Width * Width) + (2 * Width * 1024) + (8 * Width) + (2 * 3 * Width * 14336);
        Assert.Equal(3 * ((32 * ((50 * Linear) + Attention(50, 50, Width))) + (50 * 32000 * Width)), Macs("mixtral-8x7b?batch=3&seq=50"));
    }

    [Fact]
    public void Vision_transformer_has_torchvisions_17_56_billion()
    {
        const long Patches = 196;
        var expected = (Patches * 768 * 768) + (12 * ((197 * 12 * 768 * 768) + Attention(197, 197, 768))) + (768 * 1000);
        Assert.Equal(expected, Macs("vit-b16"));
        Assert.Equal(17.56, expected / 1e9, 0.005);
    }

    [Fact]
    public void Whisper_meets_1500_frames_in_every_layer()
    {
        const long Width = 384;
        const long Square = Width * Width;
        var encoder = (3000 * 3 * 80 * Width) + (1500 * 3 * Square) + (4 * ((1500 * 12 * Square) + Attention(1500, 1500, Width)));
        var cross = (448 * 2 * Square) + (1500 * 2 * Square) + Attention(448, 1500, Width);
        var decoder = (4 * ((448 * 12 * Square) + Attention(448, 448, Width) + cross)) + (448 * 51865 * Width);
        Assert.Equal((encoder, decoder), (Macs("whisper-tiny?part=encoder"), Macs("whisper-tiny?part=decoder")));
        Assert.Equal(encoder + decoder, Macs("whisper-tiny"));
    }

    [Theory]
    [InlineData("lstm?size=small&batch=20", 20, 20, 200, 4)]
    [InlineData("lstm?size=large", 1, 35, 1500, 4)]
    [InlineData("gru?seq=7", 1, 7, 650, 3)]
    public void Recurrent(string request, long batch, long words, long width, long gates) =>
        Assert.Equal(batch * words * ((2 * gates * 2 * width * width) + (width * 10_000)), Macs(request));

    [Theory]
    [InlineData("tpu-mlp0", 200)]
    [InlineData("tpu-mlp1", 168)]
    [InlineData("tpu-lstm0", 64)]
    [InlineData("tpu-lstm1", 96)]
    [InlineData("tpu-cnn0", 2888)]
    [InlineData("tpu-cnn1", 1750)]
    public void Tpu_applications_have_the_published_operations_a_weight_byte(string name, double published)
    {
        var inferred = new TransformersInference(name);
        Assert.InRange((double)inferred.Macs / TransformersCase.Parameters(inferred.Model) / published, 0.95, 1.05);
    }

    private static long Attention(long queries, long keys, long width) => 2 * queries * keys * width;

    private static long Macs(string request) => new TransformersInference(request).Macs;
}
