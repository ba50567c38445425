using Ridgeline.Diagnostics;
using Ridgeline.Graphs;
using Ridgeline.Inputs.Images;

namespace Ridgeline.Inputs;

/// <summary>Pictures as inputs: PNG, JPEG, BMP, PNM and TIFF, resized, cut to the centre, scaled and laid out as the network wants.</summary>
public static class ImageFile
{
    /// <summary>The endings of files that are taken for pictures.</summary>
    public static IReadOnlyList<string> Endings { get; } = [".png", ".jpg", ".jpeg", ".bmp", ".pbm", ".pgm", ".ppm", ".pnm", ".tif", ".tiff"];

    /// <summary>Reads a picture.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="wanted">The network's input: rank 3 or 4 with 1, 3 or 4 channels. Open heights and widths are the picture's own.</param>
    /// <param name="options">How values are made of pixels.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    /// <returns>Null if there are errors.</returns>
    public static Tensor? Read(string path, TensorType wanted, ImageOptions options, DiagnosticBag diagnostics)
        => TensorFile.Guarded(path, diagnostics, stream => ImageTensor.Make(PictureReader.Read(stream), ImagePlan.Of(wanted, options), options));
}
