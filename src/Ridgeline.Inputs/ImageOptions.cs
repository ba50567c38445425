namespace Ridgeline.Inputs;

/// <summary>How a picture becomes the input of a network: <c>(value * Range / 255 - Mean) / Spread</c> for each channel.</summary>
public sealed record ImageOptions
{
    /// <summary>The mean of each channel, or one for all, after scaling.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0];

    /// <summary>The standard deviation of each channel, or one for all, after scaling.</summary>
    public IReadOnlyList<double> Spread { get; init; } = [1];

    /// <summary>What the brightest value becomes before the mean is taken away; null is 1 for floats, and 255 for whole numbers.</summary>
    public double? Range { get; init; }

    /// <summary>Where channels stand; null reads it off the network's input.</summary>
    public ImageLayout? Layout { get; init; }

    /// <summary>Whether blue comes first, as in networks that were trained with Caffe or OpenCV.</summary>
    public bool IsBlueFirst { get; init; }

    /// <summary>The shorter side after resizing, before the centre is cut out; null is what the network takes.</summary>
    public int? Resize { get; init; }

    /// <summary>Whether the picture is stretched to the size that the network takes, and nothing cut off.</summary>
    public bool IsStretched { get; init; }
}
