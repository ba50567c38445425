using Ridgeline.Diagnostics;
using Ridgeline.Machines.Reading;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Shapes that Timeloop knows by name, and the one it takes where a problem says none.</summary>
/// <remarks>Facts from <c>problem-shapes</c> of github.com/NVlabs/timeloop (BSD-3): names of dimensions and tensors, and their projections.</remarks>
internal static class TimeloopShapes
{
    private const string Convolution = """
        {name: cnn_layer, dimensions: [R, S, P, Q, C, K, N],
        coefficients: [{name: Wstride, default: 1}, {name: Hstride, default: 1}, {name: Wdilation, default: 1}, {name: Hdilation, default: 1}],
        data_spaces: [{name: Weights, projection: [[[C]], [[K]], [[R]], [[S]]]},
        {name: Inputs, projection: [[[N]], [[C]], [[R, Wdilation], [P, Wstride]], [[S, Hdilation], [Q, Hstride]]]},
        {name: Outputs, projection: [[[N]], [[K]], [[Q]], [[P]]], read_write: true}]}
        """;

    private const string Product = """
        {name: gemm_ABZ, dimensions: [M, N, K], data_spaces: [{name: A, projection: [[[M]], [[K]]]}, {name: B, projection: [[[N]], [[K]]]},
        {name: Z, projection: [[[M]], [[N]]], read_write: true}]}
        """;

    /// <summary>The names of the shapes.</summary>
    public const string Names = "cnn_layer, gemm_ABZ";

    /// <summary>A shape; null if there is none of that name.</summary>
    /// <param name="name">Its name; null for the usual one.</param>
    public static YamlNode? Find(string? name) => TimeloopMap.Spelling(name ?? "cnn_layer") switch
    {
        "cnn_layer" => Read(Convolution),
        "gemm_ABZ" => Read(Product),
        _ => null,
    };

    private static YamlNode? Read(string text) => ForeignYaml.ReadText(text, "shape", new DiagnosticBag());
}
