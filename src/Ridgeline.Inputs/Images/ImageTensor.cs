using Ridgeline.Graphs;

namespace Ridgeline.Inputs.Images;

/// <summary>Makes a tensor of a picture.</summary>
internal static class ImageTensor
{
    private const int Rgba = 4;

    // ITU-R BT.601, as most tools that turn colours into grey.
    private static readonly float[] s_luma = [0.299f, 0.587f, 0.114f];

    public static Tensor Make(Picture picture, ImagePlan plan, ImageOptions options)
    {
        var (height, width) = (plan.Height ?? picture.Height, plan.Width ?? picture.Width);
        var dims = plan.Dims(height, width);
        var pixels = PictureFit.To(picture, width, height, options.Resize, options.IsStretched);
        var values = Values(pixels, plan, options, height * width);
        var one = values.Length;
        if (plan.Batch is > 1 and var batch)
        {
            Array.Resize(ref values, checked((int)(one * batch)));
            for (var i = 1; i < batch; i++) Array.Copy(values, 0, values, i * one, one);
        }
        return new(plan.Element, dims, new MemoryData(RealElements.Bytes(values, plan.Element)));
    }

    private static float[] Values(float[] pixels, ImagePlan plan, ImageOptions options, int count)
    {
        var isReal = plan.Element.IsFloat();
        var scale = (float)((options.Range ?? (isReal ? 1 : 255)) / 255);
        var values = new float[count * plan.Channels];
        for (var c = 0; c < plan.Channels; c++)
        {
            var (mean, spread) = ((float)Of(options.Mean, c, plan, "--image-mean"), (float)Of(options.Spread, c, plan, "--image-std"));
            for (var i = 0; i < count; i++)
            {
                var value = ((Channel(pixels.AsSpan(i * Rgba, Rgba), c, plan.Channels, options.IsBlueFirst) * scale) - mean) / spread;
                values[plan.Layout == ImageLayout.Nchw ? (c * count) + i : (i * plan.Channels) + c] = value;
            }
        }
        return values;
    }

    private static float Channel(ReadOnlySpan<float> pixel, int channel, int channels, bool isBlueFirst)
    {
        if (channels == 1) return (s_luma[0] * pixel[0]) + (s_luma[1] * pixel[1]) + (s_luma[2] * pixel[2]);
        return pixel[isBlueFirst && channel < 3 ? 2 - channel : channel];
    }

    private static double Of(IReadOnlyList<double> numbers, int channel, ImagePlan plan, string option)
    {
        if (numbers.Count != 1 && numbers.Count != plan.Channels)
        {
            throw new InputProblem("INPUT114", $"{option} has {numbers.Count} numbers, and the network takes {plan.Channels} channels");
        }
        return numbers[numbers.Count == 1 ? 0 : channel];
    }
}
