using System.Numerics;

namespace Ridgeline.Runtime.Operators;

/// <summary>Boxes that were picked, side by side, so that another one is held against a vector of them at a time.</summary>
internal sealed class PickedBoxes
{
    private float[] _left = new float[64], _top = new float[64], _right = new float[64], _bottom = new float[64];

    /// <summary>Which boxes they are.</summary>
    public List<int> Places { get; } = [];

    /// <summary>Adds one.</summary>
    public void Add(int place, float left, float top, float right, float bottom)
    {
        var at = Places.Count;
        if (at == _left.Length) Grow();
        (_left[at], _top[at], _right[at], _bottom[at]) = (left, top, right, bottom);
        Places.Add(place);
    }

    /// <summary>Whether the intersection over union with one of them is more than the limit. Places behind the last hold boxes without area.</summary>
    public bool Overlap(float left, float top, float right, float bottom, float limit)
    {
        var (l, t, r, b) = (new Vector<float>(left), new Vector<float>(top), new Vector<float>(right), new Vector<float>(bottom));
        var (area, most) = (new Vector<float>((right - left) * (bottom - top)), new Vector<float>(limit));
        for (var i = 0; i < Places.Count; i += Vector<float>.Count)
        {
            var (pl, pt, pr, pb) = (new Vector<float>(_left, i), new Vector<float>(_top, i), new Vector<float>(_right, i), new Vector<float>(_bottom, i));
            var width = Vector.Min(pr, r) - Vector.Max(pl, l);
            var height = Vector.Min(pb, b) - Vector.Max(pt, t);
            var meet = Vector.BitwiseAnd(Vector.GreaterThan(width, Vector<float>.Zero), Vector.GreaterThan(height, Vector<float>.Zero));
            if (Vector.EqualsAll(meet, Vector<int>.Zero)) continue;
            var shared = width * height;
            var ratio = shared / (((pr - pl) * (pb - pt)) + area - shared);
            if (Vector.BitwiseAnd(meet, Vector.GreaterThan(ratio, most)) != Vector<int>.Zero) return true;
        }
        return false;
    }

    private void Grow()
    {
        var size = 2 * _left.Length;
        Array.Resize(ref _left, size);
        Array.Resize(ref _top, size);
        Array.Resize(ref _right, size);
        Array.Resize(ref _bottom, size);
    }
}
