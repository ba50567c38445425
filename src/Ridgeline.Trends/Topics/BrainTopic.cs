using static Ridgeline.Trends.TrendNumber;

namespace Ridgeline.Trends;

/// <summary>The brain against silicon, as arithmetic that a reader can change; the talk's own statements beside it, and where they contradict
/// themselves.</summary>
internal static class BrainTopic
{
    public static TrendTopic Create(Assumptions a)
    {
        var rate = a["neurons"] * a["spikes-per-second"] * a["connections"];
        var seen = rate * a["recognition-time"];
        var image = a["image-flop"] * a["retina-pixels"] / a["image-pixels"];
        var (bytes, counted) = (a["synapses"] * a["bytes-per-synapse"], a["neurons"] * a["synapses-per-neuron"]);
        var edges = a["neurons"] * a["connections"] * a["bytes-per-synapse"];
        return new("brain", "How much does a brain compute, and how much does it store?")
        {
            Answers =
            [
                $"{Short(rate)} operations a second at {Short(a["connections"])} connections a neuron: "
                    + $"{Orders(a["pod-flop-per-s"], rate)} powers of ten below the pod, and less than a phone's {Short(a["phone-flop-per-s"])}; "
                    + $"a GPU of today does {Short(a["chip-flop-per-s"])}, {Orders(a["chip-flop-per-s"], rate)} powers of ten more.",
                $"The talk says 5 to 6 powers of ten: that needs 70 connections ({Orders(a["pod-flop-per-s"], rate / a["connections"] * 70)}); "
                    + $"7000 synapses give {Orders(a["pod-flop-per-s"], rate / a["connections"] * 7000)}.",
                $"In the {Short(a["recognition-time"] * 1000)} ms in which an image is recognised that is {Short(seen)} operations; a network that looked "
                    + $"at as many pixels as a retina would take {Short(image)}, {Orders(image, seen)} powers of ten more.",
                $"{Short(a["synapses"])} synapses of {Short(a["bytes-per-synapse"])} bytes are {Short(bytes)} bytes: "
                    + $"{Orders(bytes, a["device-bytes"])} powers of ten more than one accelerator holds, but {Orders(bytes, a["pod-bytes"])} more than a pod.",
                $"The talk contradicts itself: its own neurons x synapses a neuron are {Short(counted)}, {a["synapses"] / counted:0.0} times fewer "
                    + $"than the synapses "
                    + $"it states; on its {Short(a["connections"])} connections the graph takes {Short(edges)} bytes, {edges / a["pod-bytes"]:0.0} pods.",
                $"And {Short(a["bytes-per-synapse"])} bytes cannot name one of {Short(a["neurons"])} neurons: that takes "
                    + $"{Math.Ceiling(Math.Log2(a["neurons"])):0} bits. (Receptors are those of the retina, not of the iris; bytes are B, not b.)",
            ],
            Figures =
            [
                new("operations of the cortex", rate, "OP/s", "neurons x spikes a second x connections", 2e12),
                new("operations to recognise an image", seen, "OP", "operations a second x recognition time", 20e9),
                new("pixels of the retina over those of a network's image", a["retina-pixels"] / a["image-pixels"], "", "retina / (224 x 224)", 2000),
                new("operations of a network that saw as a retina", image, "FLOP", "work of an image x ratio of pixels", 40e12),
                new("memory of the connectome", bytes, "B", "synapses x bytes a synapse", 1.2e15),
                new("synapses by the talk's own count", counted, "", "neurons x synapses a neuron", 300e12),
                new("memory by distinct connections", edges, "B", "neurons x connections x bytes a synapse"),
                new("pods that hold the connectome", bytes / a["pod-bytes"], "", "memory of the connectome / memory of a pod"),
                new("accelerators that hold the connectome", bytes / a["device-bytes"], "", "memory of the connectome / memory of one"),
            ],
            Compared =
            [
                new("cortex", rate, "operations a second", ""), new("phone", a["phone-flop-per-s"], "operations a second", ""),
                new("GPU", a["chip-flop-per-s"], "operations a second", ""), new("pod", a["pod-flop-per-s"], "operations a second", ""),
                new("connectome, synapses", bytes, "bytes", ""), new("connectome, connections", edges, "bytes", ""),
                new("one accelerator", a["device-bytes"], "bytes", ""), new("pod", a["pod-bytes"], "bytes", ""),
            ],
            Assumptions = a.Of("neurons", "spikes-per-second", "connections", "synapses-per-neuron", "synapses", "bytes-per-synapse", "image-flop",
                "image-pixels",
                "retina-pixels", "recognition-time", "phone-flop-per-s", "chip-flop-per-s", "pod-flop-per-s", "pod-bytes", "device-bytes"),
            Sources = [DataSource.Brain],
        };
    }
}
