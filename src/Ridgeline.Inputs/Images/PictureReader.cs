using Ridgeline.Inputs.Images.Jpeg;

namespace Ridgeline.Inputs.Images;

/// <summary>Reads a picture, whatever the name of its file ends in: its first bytes say what it is.</summary>
internal static class PictureReader
{
    private const int LargestFile = 1 << 29;

    /// <exception cref="InputProblem">It is none that is read, or damaged.</exception>
    public static Picture Read(Stream stream)
    {
        if (stream.Length > LargestFile) throw new InputProblem("INPUT113", $"a picture of {stream.Length} bytes is not read");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }

    /// <exception cref="InputProblem">It is none that is read, or damaged.</exception>
    public static Picture Read(byte[] bytes)
    {
        try
        {
            return bytes switch
            {
                [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => PngReader.Read(bytes),
                [0xff, 0xd8, ..] => JpegReader.Read(bytes),
                [(byte)'B', (byte)'M', ..] => BmpReader.Read(bytes),
                [(byte)'P', >= (byte)'1' and <= (byte)'6', ..] => PnmReader.Read(bytes),
                [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => TiffReader.Read(bytes),
                _ => throw new InputProblem("INPUT112", "this is no picture that is read: PNG, JPEG, BMP, PNM and TIFF are"),
            };
        }
        // Each reader walks over untrusted bytes; leaving them means that the file ends too early.
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or OverflowException)
        {
            throw new InputProblem("INPUT102", "the picture ends too early or is damaged");
        }
    }
}
