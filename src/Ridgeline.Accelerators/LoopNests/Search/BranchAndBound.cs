namespace Ridgeline.Accelerators.LoopNests.Search;

/// <summary>
/// Goes through a part of a space: one way to keep tensors, one choice of the first dimension's factors. Places the factors of one dimension after the other,
/// then orders the loops from the outermost memory inwards, and leaves out all that costs more than what is known, whatever comes after.
/// </summary>
internal sealed class BranchAndBound
{
    // About what they take, in units of a bound while factors are placed.
    private const int StepsOfOrder = 8;
    private const int StepsOfScore = 50;

    private readonly MappingSpace _space;
    private readonly FactorPlan _plan;
    private readonly PointScore _score;
    private readonly PlacedFactors _placed;
    private readonly SearchBound _bound;
    private readonly LoopOrders _orders;
    private readonly MappingPoint _point;
    private readonly double[][] _used;
    private readonly double[][] _spread;
    private readonly long _most;
    private readonly CancellationToken _stop;
    private double _limit;

    /// <summary>Makes ready.</summary>
    /// <param name="space">The space.</param>
    /// <param name="plan">Its choices.</param>
    /// <param name="keeps">For each memory and tensor, whether it is kept.</param>
    /// <param name="score">Evaluates mappings.</param>
    /// <param name="known">What is known already: only what costs less is looked for.</param>
    /// <param name="most">Gives up after so many steps.</param>
    /// <param name="stop">Ends the search.</param>
    public BranchAndBound(MappingSpace space, FactorPlan plan, bool[] keeps, PointScore score, double known, long most, CancellationToken stop)
    {
        (_space, _plan, _score, _most, _stop, BestCost) = (space, plan, score, most, stop, double.PositiveInfinity);
        var transfers = Transfer.All(space, keeps);
        _placed = new(space);
        _bound = new(space, _placed, score.Objective, transfers);
        _orders = new(space, _placed, transfers);
        (_point, Best) = (new(space), new(space));
        keeps.CopyTo(_point.Keeps, 0);
        _used = [.. plan.Widest.Select(w => new double[w.Length])];
        _spread = [.. plan.Widest.Select(w => new double[w.Length])];
        _used[0].AsSpan().Fill(1);
        SetLimit(known);
    }

    /// <summary>The best mapping found.</summary>
    public MappingPoint Best { get; }

    /// <summary>What it costs; infinite if nothing was found that costs less than what is known.</summary>
    public double BestCost { get; private set; }

    /// <summary>How much was looked at.</summary>
    public long Steps { get; private set; }

    /// <summary>How many valid mappings were evaluated.</summary>
    public long Evaluated => _score.Evaluated;

    /// <summary>Whether all was looked at or left out for good reason.</summary>
    public bool IsComplete => Steps < _most && !_stop.IsCancellationRequested;

    /// <summary>The least that the part can cost; infinite if nothing in it fits.</summary>
    public double Least(int part) => Place(0, _plan.Steps[0].Choices[part], out var bound) ? bound : double.PositiveInfinity;

    /// <summary>Goes through the part.</summary>
    public void Run(int part)
    {
        if (Place(0, _plan.Steps[0].Choices[part], out var bound) && bound < _limit) Descend(1);
    }

    private void SetLimit(double cost) => _limit = cost * (1 - 1e-12);

    private void Descend(int depth)
    {
        if (depth == _plan.Steps.Length)
        {
            Order(_space.Levels, _spread[depth]);
            return;
        }
        foreach (var choice in _plan.Steps[depth].Choices)
        {
            if (!IsComplete) return;
            if (Place(depth, choice, out var bound) && bound < _limit) Descend(depth + 1);
        }
        _placed.Remove(_plan.Steps[depth].Dimension);
    }

    private bool Place(int depth, FactorChoice choice, out double bound)
    {
        var (used, then, spread, widest) = (_used[depth], _used[depth + 1], _spread[depth + 1], _plan.Widest[depth + 1]);
        bound = double.PositiveInfinity;
        for (var slot = 0; slot < used.Length; slot++)
        {
            if (slot % MappingSpace.Kinds == MappingSpace.Temporal) continue;
            then[slot] = used[slot] * choice.Factors[slot];
            var room = _space.Room(slot);
            if (then[slot] > room) return false;
            spread[slot] = then[slot] * Math.Min(Math.Floor(room / then[slot]), widest[slot]);
        }
        Steps++;
        _placed.Place(_plan.Steps[depth].Dimension, choice);
        if (!_bound.Fits()) return false;
        bound = _bound.OfSome(spread);
        return true;
    }

    private void Order(int decided, double[] spread)
    {
        if (!IsComplete) return;
        Steps += StepsOfOrder;
        if (_bound.OfAll(spread, _point.Orders, decided) >= _limit) return;
        if (decided == 0)
        {
            Score();
            return;
        }
        foreach (var order in _orders.At(decided - 1).ToArray())
        {
            order.CopyTo(_point.Orders[decided - 1], 0);
            Order(decided - 1, spread);
        }
    }

    private void Score()
    {
        foreach (var (dimension, _) in _plan.Steps)
        {
            for (var slot = 0; slot < _space.Slots; slot++) _point.Factor(slot, dimension) = _placed.Choices[dimension].Factors[slot];
        }
        Steps += StepsOfScore;
        var cost = _score.Of(_point);
        if (cost >= Math.Min(BestCost, _limit)) return;
        BestCost = cost;
        SetLimit(cost);
        Best.CopyFrom(_point);
    }
}
