namespace Ridgeline.Reports.Charts;

/// <summary>One axis of a scatter plot: logarithmic, or from a round number to a round number.</summary>
internal sealed class ScatterAxis
{
    private const int Steps = 7;
    private const double MostDecades = 40;
    private readonly LogAxis? _log;
    private readonly double _low;
    private readonly double _high;
    private readonly double _step;

    internal ScatterAxis(IReadOnlyCollection<double> values, bool isLog)
    {
        var (low, high) = (values.Min(), values.Max());
        if (isLog)
        {
            _log = LogAxis.Covering(low, Math.Max(high, low * 2), MostDecades);
            (_low, _high) = (_log.Low, _log.High);
            return;
        }

        _step = NiceScale.Covering(Math.Max(high - low, Math.Abs(high) * 1e-9), Steps).Step;
        _low = Math.Floor(low / _step) * _step;
        _high = Math.Max(Math.Ceiling(high / _step) * _step, _low + _step);
    }

    internal double Low => _low;

    internal double High => _high;

    internal IEnumerable<double> Ticks => _log?.Ticks ?? Enumerable.Range(0, (int)Math.Round((_high - _low) / _step) + 1).Select(i => _low + i * _step);

    internal static bool Holds(double value, bool isLog) => isLog ? LogAxis.Holds(value) : double.IsFinite(value);

    /// <summary>Where a value lies on an axis of this length, cut at its ends.</summary>
    internal double At(double value, double length) =>
        Math.Clamp(_log?.At(Math.Max(value, double.Epsilon), length) ?? (value - _low) / (_high - _low) * length, 0, length);
}
