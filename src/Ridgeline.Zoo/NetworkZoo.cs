using Ridgeline.Diagnostics;
using Ridgeline.Graphs;

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
        .. Zoo.Networks.AlexNet.Entries,
        .. Zoo.Networks.Vgg.Entries,
        .. Zoo.Networks.GoogLeNet.Entries,
        .. Zoo.Networks.ResNet.Entries,
        .. Zoo.Networks.DenseNet.Entries,
        .. Zoo.Networks.SqueezeNet.Entries,
        .. Zoo.Networks.MobileNet.Entries,
        .. Zoo.Networks.MobileNetV2.Entries,
        .. Zoo.Networks.EfficientNet.Entries,
        .. Zoo.Networks.UNet.Entries,
        .. Zoo.Networks.YoloV3Tiny.Entries,
        .. Zoo.Networks.Perceptron.Entries,
        .. Zoo.Networks.Dlrm.Entries,
        .. Zoo.Networks.NeuralCollaborativeFiltering.Entries,
        .. Zoo.Networks.GraphConvolution.Entries,
        .. Zoo.Networks.Bert.Entries,
        .. Zoo.Networks.DistilBert.Entries,
        .. Zoo.Networks.Gpt.Entries,
        .. Zoo.Networks.Llama.Entries,
        .. Zoo.Networks.VisionTransformer.Entries,
        .. Zoo.Networks.Whisper.Entries,
        .. Zoo.Networks.RecurrentLanguageModel.Entries,
        .. Zoo.Networks.TpuApplications.Entries,
    ];

    /// <summary>The network of a name, or null.</summary>
    public static ZooNetwork? Find(string name) => Networks.FirstOrDefault(n => n.Name == name);

    /// <summary>
    /// Builds the network that <paramref name="reference"/> names: <c>zoo:NAME?key=value&amp;...</c>, with or without the prefix.
    /// </summary>
    /// <exception cref="DiagnosticException">
    /// No network has the name (ZOO101), the network has no such parameter (ZOO102), or a parameter cannot be what is asked (ZOO103).
    /// </exception>
    public static Model Build(string reference)
    {
        var asked = ZooReference.Parse(reference);
        var network = Find(asked.Name) ?? throw new DiagnosticException(Unknown(asked));
        var diagnostics = new DiagnosticBag();
        var query = asked.Check(network, diagnostics);
        diagnostics.ThrowIfErrors();
        return network.Build(query);
    }

    private static Diagnostic Unknown(ZooReference asked)
    {
        var closest = Suggestion.Closest(asked.Name, Networks.Select(n => n.Name));
        var message = asked.Name.Length == 0 ? "no network is named" : $"the zoo has no network '{asked.Name}'";
        return Diagnostic.Error("ZOO101", message, asked.Spot,
            closest is null ? "`ridgeline zoo list` names them all" : $"did you mean {Prefix}{closest}?");
    }
}
