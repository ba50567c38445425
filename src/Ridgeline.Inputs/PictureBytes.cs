using Ridgeline.Diagnostics;
using Ridgeline.Inputs.Images;

namespace Ridgeline.Inputs;

/// <summary>Pictures that lie in memory as the bytes of their file.</summary>
public static class PictureBytes
{
    private const string Source = "picture";

    /// <summary>Decodes a picture: PNG, JPEG, BMP, PNM or TIFF.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <returns>Its size in pixels, and red, green, blue and alpha of each, row by row from the top.</returns>
    /// <exception cref="DiagnosticException">It is none that is read, or damaged (INPUT102, 103, 112, 113).</exception>
    public static (int Width, int Height, byte[] Rgba) Decode(byte[] file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            var picture = PictureReader.Read(file);
            return (picture.Width, picture.Height, picture.Rgba);
        }
        catch (InputProblem problem)
        {
            throw new DiagnosticException(problem.In(Source));
        }
    }
}
