namespace Ridgeline.Zoo;

/// <summary>All networks of the zoo, and the reading of <c>zoo:NAME?key=value&amp;...</c>.</summary>
public static class NetworkZoo
{
    /// <summary>The prefix of a reference to the zoo.</summary>
    public const string Prefix = "zoo:";

    /// <summary>All networks, family by family.</summary>
    public static IReadOnlyList<ZooNetwork> Networks { get; } =
    [
        .. Zoo.Networks.LeNet.Entries,
        .. Zoo.Networks.Bert.Entries,
        .. Zoo.Networks.DistilBert.Entries,
        .. Zoo.Networks.Gpt.Entries,
        .. Zoo.Networks.Llama.Entries,
        .. Zoo.Networks.VisionTransformer.Entries,
        .. Zoo.Networks.Whisper.Entries,
        .. Zoo.Networks.RecurrentLanguageModel.Entries,
        .. Zoo.Networks.TpuApplications.Entries,
    ];
}
