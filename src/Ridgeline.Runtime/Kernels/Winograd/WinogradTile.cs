using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Convolution;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Winograd;

/// <summary>Takes tiles of the image to the domain of products and back.</summary>
internal static unsafe class WinogradTile<TAlgorithm, TLanes, TVector>
    where TAlgorithm : struct, IWinograd
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    private const int MostFloats = 36 * 16;

    /// <summary>Bᵀ d B of one tile: product p of channel c goes to to[p * productStep + c]. Outside of the image there are zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(in ConvolutionCall call, float* image, int top, int left, float* to, nint productStep)
    {
        var s = call.Shape;
        nint n = TAlgorithm.Inputs, lanes = TLanes.Count, rowStep = s.Input.Width * call.XStride;
        float* tile = stackalloc float[MostFloats], half = stackalloc float[MostFloats], whole = stackalloc float[MostFloats];
        var inside = top >= 0 && left >= 0 && top + n <= s.Input.Height && left + n <= s.Input.Width;
        for (nint c = 0; c < s.Channels; c += lanes)
        {
            var rest = s.Channels - c;
            float* from = image + (top * rowStep) + (left * call.XStride) + c;
            nint row = rowStep, column = call.XStride;
            if (!inside || rest < lanes)
            {
                for (nint y = 0; y < n; y++)
                {
                    for (nint x = 0; x < n; x++)
                    {
                        var there = (ulong)(top + y) < (ulong)s.Input.Height && (ulong)(left + x) < (ulong)s.Input.Width;
                        TLanes.Store(tile + (((y * n) + x) * lanes), there ? Part.Load<TLanes, TVector>(from + (y * rowStep) + (x * call.XStride), rest, 0) : TLanes.All(0));
                    }
                }
                from = tile;
                row = n * lanes;
                column = lanes;
            }
            for (nint x = 0; x < n; x++) default(TAlgorithm).Input<TLanes, TVector>(from + (x * column), row, half + (x * lanes), n * lanes);
            if (rest >= lanes)
            {
                for (nint y = 0; y < n; y++) default(TAlgorithm).Input<TLanes, TVector>(half + (y * n * lanes), lanes, to + (y * n * productStep) + c, productStep);
                continue;
            }
            for (nint y = 0; y < n; y++) default(TAlgorithm).Input<TLanes, TVector>(half + (y * n * lanes), lanes, whole + (y * n * lanes), lanes);
            for (nint p = 0; p < n * n; p++) Part.Store<TLanes, TVector>(to + (p * productStep) + c, TLanes.Load(whole + (p * lanes)), rest);
        }
    }

    /// <summary>Aᵀ m A of one tile with bias, residual and limits, for the pixels that exist.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(in ConvolutionCall call, float* from, nint productStep, nint firstPixel, int rows, int columns)
    {
        var s = call.Shape;
        var e = call.Epilogue;
        nint n = TAlgorithm.Inputs, m = TAlgorithm.Outputs, lanes = TLanes.Count;
        float* products = stackalloc float[MostFloats], half = stackalloc float[MostFloats], whole = stackalloc float[MostFloats];
        TVector low = TLanes.All(e.Activation.Low), high = TLanes.All(e.Activation.High), scale = TLanes.All(e.ResidualScale);
        for (nint f = 0; f < s.Filters; f += lanes)
        {
            var rest = s.Filters - f;
            float* source = from + f;
            var step = productStep;
            if (rest < lanes)
            {
                for (nint p = 0; p < n * n; p++) TLanes.Store(products + (p * lanes), Part.Load<TLanes, TVector>(source + (p * productStep), rest, 0));
                source = products;
                step = lanes;
            }
            for (nint x = 0; x < n; x++) default(TAlgorithm).Output<TLanes, TVector>(source + (x * step), n * step, half + (x * lanes), n * lanes);
            for (nint y = 0; y < m; y++) default(TAlgorithm).Output<TLanes, TVector>(half + (y * n * lanes), lanes, whole + (y * m * lanes), lanes);
            var bias = e.Bias is null ? TLanes.All(0) : Part.Load<TLanes, TVector>(e.Bias + f, rest, 0);
            for (nint y = 0; y < rows; y++)
            {
                for (nint x = 0; x < columns; x++)
                {
                    var pixel = firstPixel + (y * s.Output.Width) + x;
                    var value = TLanes.Add(TLanes.Load(whole + (((y * m) + x) * lanes)), bias);
                    if (e.Residual is not null) value = TLanes.MultiplyAdd(Part.Load<TLanes, TVector>(e.Residual + (pixel * e.ResidualStride) + f, rest, 0), scale, value);
                    Part.Store<TLanes, TVector>(call.Y + (pixel * call.YStride) + f, TLanes.Clamp(value, low, high), rest);
                }
            }
        }
    }
}
