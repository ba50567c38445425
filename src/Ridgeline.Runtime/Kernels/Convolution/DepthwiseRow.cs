using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Convolution;

/// <summary>The inner loop of a depthwise convolution: vectors run over channels, four pixels share each weight that is loaded.</summary>
internal static unsafe class DepthwiseRow<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Computes a row of pixels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(DepthwiseTask* task)
    {
        var t = *task;
        while (t.Pixels > 0)
        {
            var pixels = t.Pixels >= 4 ? 4 : 1;
            nint c = 0;
            if (pixels == 1)
            {
                for (; c <= t.Channels - (4 * TLanes.Count); c += 4 * TLanes.Count) SingleWide(t, c);
            }
            for (; c < t.Channels; c += TLanes.Count)
            {
                if (c > t.Channels - TLanes.Count)
                {
                    // A residual may be what is written to: then no channel can be made twice.
                    if (t.Residual is not null || t.Channels < TLanes.Count)
                    {
                        Edge(t, c, pixels);
                        break;
                    }
                    c = t.Channels - TLanes.Count;
                }
                if (pixels != 4) Single(t, c);
                else if (t.Taps != 3) Four(t, c);
                else if (t.PixelStep == t.TapStep) FourSliding(t, c);
                else FourOfThree(t, c);
            }
            t.X += pixels * t.PixelStep;
            t.Y += pixels * t.YStep;
            if (t.Residual is not null) t.Residual += pixels * t.ResidualStep;
            t.Pixels -= pixels;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four(in DepthwiseTask t, nint c)
    {
        var y0 = t.Bias is null ? TLanes.All(0) : TLanes.Load(t.Bias + c);
        TVector y1 = y0, y2 = y0, y3 = y0;
        float* row = t.X + c, weights = t.Weights + c;
        for (var ky = t.TapRows; ky > 0; ky--, row += t.RowStep, weights += t.WeightRowStep)
        {
            float* x = row, w = weights;
            for (var kx = t.Taps; kx > 0; kx--, x += t.TapStep, w += t.WeightStep)
            {
                var weight = TLanes.Load(w);
                y0 = TLanes.MultiplyAdd(TLanes.Load(x), weight, y0);
                y1 = TLanes.MultiplyAdd(TLanes.Load(x + t.PixelStep), weight, y1);
                y2 = TLanes.MultiplyAdd(TLanes.Load(x + (2 * t.PixelStep)), weight, y2);
                y3 = TLanes.MultiplyAdd(TLanes.Load(x + (3 * t.PixelStep)), weight, y3);
            }
        }
        Finish(t, c, 0, y0);
        Finish(t, c, 1, y1);
        Finish(t, c, 2, y2);
        Finish(t, c, 3, y3);
    }

    // Three taps at stride 1: neighbours share two of their three columns, 9 loads for 12 multiply-adds.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourSliding(in DepthwiseTask t, nint c)
    {
        var y0 = t.Bias is null ? TLanes.All(0) : TLanes.Load(t.Bias + c);
        TVector y1 = y0, y2 = y0, y3 = y0;
        float* x = t.X + c, w = t.Weights + c;
        var step = t.TapStep;
        for (var ky = t.TapRows; ky > 0; ky--, x += t.RowStep, w += t.WeightRowStep)
        {
            TVector w0 = TLanes.Load(w), w1 = TLanes.Load(w + t.WeightStep), w2 = TLanes.Load(w + (2 * t.WeightStep));
            y0 = TLanes.MultiplyAdd(TLanes.Load(x), w0, y0);
            var column = TLanes.Load(x + step);
            y0 = TLanes.MultiplyAdd(column, w1, y0);
            y1 = TLanes.MultiplyAdd(column, w0, y1);
            column = TLanes.Load(x + (2 * step));
            y0 = TLanes.MultiplyAdd(column, w2, y0);
            y1 = TLanes.MultiplyAdd(column, w1, y1);
            y2 = TLanes.MultiplyAdd(column, w0, y2);
            column = TLanes.Load(x + (3 * step));
            y1 = TLanes.MultiplyAdd(column, w2, y1);
            y2 = TLanes.MultiplyAdd(column, w1, y2);
            y3 = TLanes.MultiplyAdd(column, w0, y3);
            column = TLanes.Load(x + (4 * step));
            y2 = TLanes.MultiplyAdd(column, w2, y2);
            y3 = TLanes.MultiplyAdd(column, w1, y3);
            y3 = TLanes.MultiplyAdd(TLanes.Load(x + (5 * step)), w2, y3);
        }
        Finish(t, c, 0, y0);
        Finish(t, c, 1, y1);
        Finish(t, c, 2, y2);
        Finish(t, c, 3, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FourOfThree(in DepthwiseTask t, nint c)
    {
        var y0 = t.Bias is null ? TLanes.All(0) : TLanes.Load(t.Bias + c);
        TVector y1 = y0, y2 = y0, y3 = y0;
        float* row = t.X + c, w = t.Weights + c;
        for (var ky = t.TapRows; ky > 0; ky--, row += t.RowStep, w += t.WeightRowStep)
        {
            TVector w0 = TLanes.Load(w), w1 = TLanes.Load(w + t.WeightStep), w2 = TLanes.Load(w + (2 * t.WeightStep));
            var x = row;
            y0 = Three(x, t.TapStep, w0, w1, w2, y0);
            y1 = Three(x += t.PixelStep, t.TapStep, w0, w1, w2, y1);
            y2 = Three(x += t.PixelStep, t.TapStep, w0, w1, w2, y2);
            y3 = Three(x + t.PixelStep, t.TapStep, w0, w1, w2, y3);
        }
        Finish(t, c, 0, y0);
        Finish(t, c, 1, y1);
        Finish(t, c, 2, y2);
        Finish(t, c, 3, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Three(float* x, nint step, TVector w0, TVector w1, TVector w2, TVector y)
    {
        y = TLanes.MultiplyAdd(TLanes.Load(x), w0, y);
        y = TLanes.MultiplyAdd(TLanes.Load(x + step), w1, y);
        return TLanes.MultiplyAdd(TLanes.Load(x + (2 * step)), w2, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in DepthwiseTask t, nint c, nint pixel, TVector y)
    {
        if (t.Residual is not null) y = TLanes.MultiplyAdd(TLanes.Load(t.Residual + (pixel * t.ResidualStep) + c), TLanes.All(t.ResidualScale), y);
        TLanes.Store(t.Y + (pixel * t.YStep) + c, TLanes.Clamp(y, TLanes.All(t.Low), TLanes.All(t.High)));
    }

    // At the border: four vectors of channels at once, since one sum alone would wait for each multiply-add.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SingleWide(in DepthwiseTask t, nint c)
    {
        nint n = TLanes.Count;
        TVector y0 = TLanes.All(0), y1 = y0, y2 = y0, y3 = y0;
        if (t.Bias is not null)
        {
            y0 = TLanes.Load(t.Bias + c);
            y1 = TLanes.Load(t.Bias + c + n);
            y2 = TLanes.Load(t.Bias + c + (2 * n));
            y3 = TLanes.Load(t.Bias + c + (3 * n));
        }
        float* row = t.X + c, weights = t.Weights + c;
        for (var ky = t.TapRows; ky > 0; ky--, row += t.RowStep, weights += t.WeightRowStep)
        {
            float* x = row, w = weights;
            for (var kx = t.Taps; kx > 0; kx--, x += t.TapStep, w += t.WeightStep)
            {
                y0 = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(w), y0);
                y1 = TLanes.MultiplyAdd(TLanes.Load(x + n), TLanes.Load(w + n), y1);
                y2 = TLanes.MultiplyAdd(TLanes.Load(x + (2 * n)), TLanes.Load(w + (2 * n)), y2);
                y3 = TLanes.MultiplyAdd(TLanes.Load(x + (3 * n)), TLanes.Load(w + (3 * n)), y3);
            }
        }
        Finish(t, c, 0, y0);
        Finish(t, c + n, 0, y1);
        Finish(t, c + (2 * n), 0, y2);
        Finish(t, c + (3 * n), 0, y3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Single(in DepthwiseTask t, nint c)
    {
        var y = t.Bias is null ? TLanes.All(0) : TLanes.Load(t.Bias + c);
        float* row = t.X + c, weights = t.Weights + c;
        for (var ky = t.TapRows; ky > 0; ky--, row += t.RowStep, weights += t.WeightRowStep)
        {
            float* x = row, w = weights;
            for (var kx = t.Taps; kx > 0; kx--, x += t.TapStep, w += t.WeightStep) y = TLanes.MultiplyAdd(TLanes.Load(x), TLanes.Load(w), y);
        }
        Finish(t, c, 0, y);
    }

    // Channels that do not fill a vector and cannot be made together with those before them: one by one, in the same order of taps.
    private static void Edge(in DepthwiseTask t, nint first, int pixels)
    {
        for (nint pixel = 0; pixel < pixels; pixel++)
        {
            for (var c = first; c < t.Channels; c++)
            {
                var y = t.Bias is null ? 0 : t.Bias[c];
                for (var ky = 0; ky < t.TapRows; ky++)
                {
                    for (var kx = 0; kx < t.Taps; kx++)
                    {
                        y = Fused.MultiplyAdd(
                            t.X[(pixel * t.PixelStep) + (ky * t.RowStep) + (kx * t.TapStep) + c], t.Weights[(ky * t.WeightRowStep) + (kx * t.WeightStep) + c], y);
                    }
                }
                if (t.Residual is not null) y = Fused.MultiplyAdd(t.Residual[(pixel * t.ResidualStep) + c], t.ResidualScale, y);
                t.Y[(pixel * t.YStep) + c] = y < t.Low ? t.Low : y > t.High ? t.High : y;
            }
        }
    }
}
