namespace Ridgeline.Inputs;

/// <summary>Where the channels of a picture stand in a tensor.</summary>
public enum ImageLayout
{
    /// <summary>Batch, channels, rows, columns: what PyTorch exports.</summary>
    Nchw,
    /// <summary>Batch, rows, columns, channels: what TensorFlow exports.</summary>
    Nhwc,
}
