namespace Ridgeline.Inputs.Images;

/// <summary>Brings a picture to a size: resized so that the shorter side fits, then the centre cut out; or stretched.</summary>
internal static class PictureFit
{
    /// <summary>A picture as rows of red, green, blue, alpha, 0 to 255.</summary>
    public static float[] To(Picture picture, int width, int height, int? shorter, bool isStretched)
    {
        var (wide, high) = isStretched ? (width, height) : Cover(picture, width, height, shorter);
        var pixels = Resized([.. picture.Rgba.Select(b => (float)b)], picture.Width, picture.Height, wide, high);
        var (left, top) = ((wide - width) / 2, (high - height) / 2);
        if (left == 0 && top == 0 && wide == width) return pixels[..(width * height * 4)];
        var cut = new float[width * height * 4];
        for (var y = 0; y < height; y++) Array.Copy(pixels, (((y + top) * wide) + left) * 4, cut, y * width * 4, width * 4);
        return cut;
    }

    // The least size that covers the frame and keeps the proportions.
    private static (int Width, int Height) Cover(Picture picture, int width, int height, int? shorter)
    {
        var scale = shorter is { } side ? (double)side / Math.Min(picture.Width, picture.Height)
            : Math.Max((double)width / picture.Width, (double)height / picture.Height);
        var (wide, high) = ((int)Math.Round(picture.Width * scale), (int)Math.Round(picture.Height * scale));
        if (wide < width || high < height)
        {
            throw new InputProblem("INPUT114", $"resized to {wide}x{high}, the picture does not cover the {width}x{height} that the network takes",
                "--resize with a larger number");
        }
        if ((long)wide * high > 1L << 26) throw new InputProblem("INPUT113", $"a picture of {wide}x{high} pixels is not made");
        return (wide, high);
    }

    private static float[] Resized(float[] pixels, int width, int height, int wide, int high)
    {
        if (width != wide) pixels = Along(pixels, height, width, wide, 4, width * 4, wide * 4);
        if (height != high) pixels = Along(pixels, wide, height, high, wide * 4, 4, 4);
        return pixels;
    }

    // Linear between pixels when growing; a tent as wide as the scale when shrinking, so that nothing is skipped.
    private static float[] Along(float[] source, int lines, int from, int to, int step, int sourceLine, int targetLine)
    {
        var target = new float[lines * to * 4];
        var scale = (double)from / to;
        var reach = Math.Max(1, scale);
        for (var at = 0; at < to; at++)
        {
            var centre = ((at + 0.5) * scale) - 0.5;
            var (first, last) = (Math.Max(0, (int)Math.Ceiling(centre - reach)), Math.Min(from - 1, (int)Math.Floor(centre + reach)));
            var weights = new float[last - first + 1];
            for (var i = 0; i < weights.Length; i++) weights[i] = (float)Math.Max(0, 1 - (Math.Abs(first + i - centre) / reach));
            var sum = weights.Sum();
            for (var line = 0; line < lines; line++)
            {
                for (var c = 0; c < 4; c++)
                {
                    var total = 0f;
                    for (var i = 0; i < weights.Length; i++) total += weights[i] * source[(line * sourceLine) + ((first + i) * step) + c];
                    target[(line * targetLine) + (at * step) + c] = total / sum;
                }
            }
        }
        return target;
    }
}
