using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>From a place of a resized axis to the place of the input that it shows, as Resize's coordinate_transformation_mode says.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Input">Elements of the axis.</param>
/// <param name="Output">Elements of the resized axis.</param>
/// <param name="Scale">The ratio asked for, which need not make a whole number of elements.</param>
/// <param name="Start">Where the region of interest begins, as a share of the axis.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ResizeCoordinates(string Mode, long Input, long Output, double Scale, double Start, double End)
{
    private const string Crop = "tf_crop_and_resize";

    /// <summary>Before operator set 11 there was one mode.</summary>
    public static string ModeOf(Node node, int opset) => opset < 11 ? "asymmetric" : node.Text("coordinate_transformation_mode", "half_pixel");

    /// <summary>Whether the region of interest counts.</summary>
    public bool Crops => Mode == Crop;

    /// <summary>Whether all places show themselves, so that the axis need not be touched.</summary>
    public bool IsIdentity => Input == Output && Scale == 1 && (!Crops || (Start == 0 && End == 1));

    // The length that the scale asks for may be a fraction.
    private double Length => Crops ? Output : Scale * Input;

    /// <summary>The place of the input.</summary>
    public double Of(long place) => Mode switch
    {
        "align_corners" => Length == 1 ? 0 : place * (Input - 1) / (Length - 1),
        "asymmetric" => place / Scale,
        Crop => (Start * (Input - 1)) + (Output > 1 ? place * (End - Start) * (Input - 1) / (Output - 1) : 0.5 * (End - Start) * (Input - 1)),
        "pytorch_half_pixel" => Length == 1 ? -0.5 : Half(place),
        "half_pixel_symmetric" => (Input / 2.0 * (1 - (Output / Length))) + Half(place),
        "half_pixel" => Half(place),
        _ => throw new OperatorException($"it knows no coordinate_transformation_mode '{Mode}'"),
    };

    private double Half(long place) => ((place + 0.5) / Scale) - 0.5;
}
