namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// The orders of the loops at one memory that can differ in cost. For a tensor it matters which loops run inside the first one that leaves its tile behind: those
/// that leave it where it is cost nothing there, and outside of that loop all count alike. So once no tensor is left for which it matters, the rest may stand in
/// any order; loops that leave all tensors in question where they are run innermost; and of loops after which the same tensors are left one is as good as another.
/// </summary>
internal sealed class LoopOrders
{
    private readonly MappingSpace _space;
    private readonly PlacedFactors _placed;
    private readonly Transfer[] _transfers;
    private readonly List<int> _order = [];
    private readonly List<int[]> _found = [];
    private int _level;

    /// <summary>Makes ready for one way to keep tensors.</summary>
    public LoopOrders(MappingSpace space, PlacedFactors placed, Transfer[] transfers) => (_space, _placed, _transfers) = (space, placed, transfers);

    /// <summary>The orders to be tried at a memory, innermost loop first, where all factors are placed.</summary>
    public IReadOnlyList<int[]> At(int level)
    {
        _level = level;
        _found.Clear();
        _order.Clear();
        var (open, moved) = (0u, 0u);
        for (var i = 0; i < _transfers.Length; i++)
        {
            if (_transfers[i].Child >= level || !_placed.IsOrdered(_transfers[i]) || IsClosed(i)) continue;
            open |= 1u << i;
            if (HasMoved(i)) moved |= 1u << i;
        }
        var (order, said) = (_space.TemporalOrder(level), _space.FixedOrder(level));
        var rest = new List<int>();
        for (var at = 0; at < order.Length; at++)
        {
            if (at < said) Append(order[at], ref open, ref moved);
            else if (Runs(order[at])) rest.Add(order[at]);
        }
        Extend(rest, open, moved);
        return _found;
    }

    private bool Runs(int d) => (_placed.Choices[d].Loops >> _level & 1) != 0;

    private bool IsClosed(int transfer) => AnyWithin(transfer, _placed.Reaches[_transfers[transfer].Tensor].Closes);

    private bool HasMoved(int transfer) => AnyWithin(transfer, _placed.Reaches[_transfers[transfer].Tensor].Matters);

    private bool AnyWithin(int transfer, bool[] dimensions)
    {
        for (var d = 0; d < dimensions.Length; d++)
        {
            if (dimensions[d] && (_placed.Choices[d].Loops & ((1u << _level) - 1) >> (_transfers[transfer].Child + 1) << (_transfers[transfer].Child + 1)) != 0) return true;
        }
        return false;
    }

    private void Append(int d, ref uint open, ref uint moved)
    {
        _order.Add(d);
        if (!Runs(d)) return;
        for (var i = 0; i < _transfers.Length; i++)
        {
            if ((open >> i & 1) == 0) continue;
            var reach = _placed.Reaches[_transfers[i].Tensor];
            if (reach.Closes[d]) open &= ~(1u << i);
            else if (reach.Matters[d]) moved |= 1u << i;
        }
    }

    private void Extend(List<int> rest, uint open, uint moved)
    {
        if (rest.Count < 2 || open == 0)
        {
            Finish(rest);
            return;
        }
        var passes = AnyPasses(open);
        if (!passes && rest.FindIndex(d => Leaves(d, open, moved) == open) is >= 0 and var free)
        {
            With(rest[free], rest, open, moved);
            return;
        }
        var seen = new HashSet<uint>();
        foreach (var d in rest)
        {
            if (passes || Leaves(d, open, moved) is not { } then || seen.Add(then)) With(d, rest, open, moved);
        }
    }

    // The transfers that a loop leaves in question, if it leaves the others' tiles behind altogether and theirs where they are; null if some window slides.
    private uint? Leaves(int d, uint open, uint moved)
    {
        var left = open;
        for (var i = 0; i < _transfers.Length; i++)
        {
            if ((open >> i & 1) == 0) continue;
            var reach = _placed.Reaches[_transfers[i].Tensor];
            if (reach.Closes[d]) left &= ~(1u << i);
            else if (reach.Matters[d] || (moved >> i & 1) != 0) return null;
        }
        return left;
    }

    // Where neighbours pass words on it matters, too, whether the tile stood still before.
    private bool AnyPasses(uint open)
    {
        for (var i = 0; i < _transfers.Length; i++)
        {
            if ((open >> i & 1) == 0) continue;
            if (_placed.Helps(_transfers[i])) return true;
            for (var level = _transfers[i].Child + 1; level <= _transfers[i].Parent; level++)
            {
                if (_placed.MayPass(_transfers[i].Tensor, level)) return true;
            }
        }
        return false;
    }

    private void With(int d, List<int> rest, uint open, uint moved)
    {
        var length = _order.Count;
        Append(d, ref open, ref moved);
        Extend([.. rest.Where(other => other != d)], open, moved);
        _order.RemoveRange(length, _order.Count - length);
    }

    private void Finish(List<int> rest)
        => _found.Add([.. _order.Concat(rest).Concat(_space.TemporalOrder(_level)).Distinct()]);
}
