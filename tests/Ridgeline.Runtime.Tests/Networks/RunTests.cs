namespace Ridgeline.Runtime.Tests.Networks;

/// <summary>Promises of a compiled network: no allocation, any number of callers, the same bits on any number of threads, fusion that changes nothing.</summary>
public sealed class RunTests
{
    // The runtime itself allocates now and then on a thread of ours (tiered compilation); a run that allocated would do so each time.
    private const int Runs = 20;

    public static TheoryData<string> Networks => ZooNetworks.Names;

    [Theory]
    [MemberData(nameof(Networks))]
    public void Fused_and_plain_agree(string name)
    {
        using var fused = ZooNetworks.Compile(name, new() { Threads = 2 });
        using var plain = ZooNetworks.Compile(name, new() { Fuse = false });
        var inputs = ZooNetworks.Inputs(fused);
        var (a, b) = (ZooNetworks.Floats(fused.Run(inputs).Values), ZooNetworks.Floats(plain.Run(inputs).Values));
        Assert.NotEmpty(a);
        var scale = b.Max(Math.Abs);
        for (var i = 0; i < a.Length; i++) Assert.True(Math.Abs(a[i] - b[i]) <= 1e-4 * scale, $"element {i} is {a[i]}, not {b[i]}");
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Results_do_not_depend_on_the_number_of_threads(string name)
    {
        using var one = ZooNetworks.Compile(name, new() { Threads = 1 });
        using var three = ZooNetworks.Compile(name, new() { Threads = 3 });
        var inputs = ZooNetworks.Inputs(one);
        Assert.Equal(ZooNetworks.Floats(one.Run(inputs).Values), ZooNetworks.Floats(three.Run(inputs).Values));
    }

    [Theory]
    [InlineData("zoo:lenet")]
    [InlineData("zoo:squeezenet1.1")]
    [InlineData("zoo:mobilenet-v2")]
    [InlineData("zoo:resnet18")]
    [InlineData("zoo:distilbert?seq=16")]
    [InlineData("zoo:gpt2?phase=decode&context=15")]
    [InlineData("zoo:lstm?size=small")]
    [InlineData("zoo:ncf")]
    public void A_run_in_the_steady_state_allocates_nothing(string name)
    {
        using var network = ZooNetworks.Compile(name, new() { Threads = 1 });
        using var run = network.Open(ZooNetworks.Inputs(network));
        for (var i = 0; i < 3; i++) run.Run();
        var each = new List<long>();
        for (var i = 0; i < Runs; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run.Run();
            each.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
        each.Sort();
        Assert.Equal(0, each[Runs / 2]);
    }

    [Theory]
    [InlineData("zoo:squeezenet1.1")]
    [InlineData("zoo:distilbert?seq=16")]
    public void Ten_threads_run_one_network_at_once(string name)
    {
        using var network = ZooNetworks.Compile(name, new() { Threads = 2 });
        var inputs = Enumerable.Range(0, 10).Select(i => ZooNetworks.Inputs(network, i)).ToArray();
        var expected = Array.ConvertAll(inputs, i => ZooNetworks.Floats(network.Run(i).Values));
        var wrong = new System.Collections.Concurrent.ConcurrentBag<int>();
        var threads = Enumerable.Range(0, 10).Select(i => new Thread(() =>
        {
            for (var again = 0; again < 3; again++)
            {
                if (!ZooNetworks.Floats(network.Run(inputs[i]).Values).AsSpan().SequenceEqual(expected[i])) wrong.Add(i);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Empty(wrong);
    }

    [Fact]
    public void Each_set_of_shapes_is_compiled_once_and_few_are_kept()
    {
        using var network = ZooNetworks.Compile("zoo:mlp", new() { CachedShapes = 2 });
        var inputs = ZooNetworks.Inputs(network);
        var first = ZooNetworks.Floats(network.Run(inputs).Values);
        Assert.Equal(first, ZooNetworks.Floats(network.Run(inputs).Values));
    }
}
