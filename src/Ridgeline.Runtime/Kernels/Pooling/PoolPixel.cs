using System.Runtime.CompilerServices;
using Ridgeline.Runtime.Kernels.Lanes;

namespace Ridgeline.Runtime.Kernels.Pooling;

/// <summary>The inner loop of pooling over channels-last images: vectors run over channels.</summary>
internal static unsafe class PoolPixel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>y = max x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Max(PoolTask* task)
    {
        var t = *task;
        for (nint c = 0; c < t.Channels; c += TLanes.Count)
        {
            var y = TLanes.All(float.NegativeInfinity);
            for (nint z = 0; z < t.Planes; z++)
            {
                for (nint row = 0; row < t.Rows; row++)
                {
                    var x = t.X + (z * t.PlaneStep) + (row * t.RowStep) + c;
                    for (var column = t.Columns; column > 0; column--, x += t.ColumnStep) y = TLanes.Max(y, Part.Load<TLanes, TVector>(x, t.Channels - c, 0));
                }
            }
            Part.Store<TLanes, TVector>(t.Y + c, y, t.Channels - c);
        }
    }

    /// <summary>y = factor Σ x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(PoolTask* task)
    {
        var t = *task;
        for (nint c = 0; c < t.Channels; c += TLanes.Count)
        {
            var y = TLanes.All(0);
            for (nint z = 0; z < t.Planes; z++)
            {
                for (nint row = 0; row < t.Rows; row++)
                {
                    var x = t.X + (z * t.PlaneStep) + (row * t.RowStep) + c;
                    for (var column = t.Columns; column > 0; column--, x += t.ColumnStep) y = TLanes.Add(y, Part.Load<TLanes, TVector>(x, t.Channels - c, 0));
                }
            }
            Part.Store<TLanes, TVector>(t.Y + c, TLanes.Multiply(y, TLanes.All(t.Factor)), t.Channels - c);
        }
    }
}
