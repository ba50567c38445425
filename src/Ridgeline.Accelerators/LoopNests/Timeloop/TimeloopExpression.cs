using System.Globalization;

namespace Ridgeline.Accelerators.LoopNests.Timeloop;

/// <summary>Evaluates what may stand in place of a number: <c>2 * 512</c>, <c>max(WIDTH, 16)</c>, <c>8 if depth &gt; 64 else 4</c>.</summary>
/// <remarks>The signs are Python's, as in Timeloop's front-end. Both length and depth are bounded.</remarks>
internal sealed class TimeloopExpression
{
    private const int Longest = 1000;
    private const int Deepest = 50;

    private static readonly string[] s_comparisons = ["<=", ">=", "==", "!=", "<", ">"];

    private readonly string _text;
    private readonly Func<string, double?> _known;
    private int _at;
    private int _depth;

    private TimeloopExpression(string text, Func<string, double?> known) => (_text, _known) = (text, known);

    /// <summary>The value; null if the text is no expression, names something unknown, or has no finite value.</summary>
    public static double? Evaluate(string text, Func<string, double?> known)
    {
        if (text.Length > Longest) return null;
        var expression = new TimeloopExpression(text, known);
        var value = expression.Choice();
        expression.Space();
        return expression._at == text.Length && value is { } number && double.IsFinite(number) ? number : null;
    }

    private double? Choice()
    {
        if (++_depth > Deepest) return null;
        var value = Comparison();
        if (Takes("if"))
        {
            var condition = Comparison();
            var otherwise = Takes("else") ? Choice() : null;
            value = condition is null ? null : condition != 0 ? value : otherwise;
        }
        _depth--;
        return value;
    }

    private double? Comparison()
    {
        var left = Sum();
        foreach (var sign in s_comparisons)
        {
            if (!Takes(sign)) continue;
            var right = Sum();
            return left is null || right is null ? null : Holds(sign, left.Value, right.Value) ? 1 : 0;
        }
        return left;
    }

    private static bool Holds(string sign, double left, double right) => sign switch
    {
        "<=" => left <= right,
        ">=" => left >= right,
        "==" => left == right,
        "!=" => left != right,
        "<" => left < right,
        _ => left > right,
    };

    private double? Sum()
    {
        var value = Product();
        while (true)
        {
            if (Takes("+")) value += Product();
            else if (Takes("-")) value -= Product();
            else return value;
        }
    }

    private double? Product()
    {
        var value = Power();
        while (true)
        {
            if (Takes("//")) value = Floor(value / Power());
            else if (Takes("*")) value *= Power();
            else if (Takes("/")) value /= Power();
            else if (Takes("%") && Power() is var by) value -= by * Floor(value / by);
            else return value;
        }
    }

    private double? Power()
    {
        if (++_depth > Deepest) return null;
        var isNegative = Takes("-");
        var value = isNegative ? Power() : Atom();
        if (!isNegative && Takes("**")) value = value is { } of && Power() is { } to ? Math.Pow(of, to) : null;
        _depth--;
        return isNegative ? -value : value;
    }

    private double? Atom()
    {
        if (Takes("("))
        {
            var inner = Choice();
            return Takes(")") ? inner : null;
        }
        var start = _at;
        while (_at < _text.Length && IsPartOfNumber(start)) _at++;
        if (_at > start) return double.TryParse(_text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
        while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.')) _at++;
        var name = _text[start.._at];
        if (name.Length == 0) return null;
        return Takes("(") ? Call(name) : _known(name);
    }

    private bool IsPartOfNumber(int start)
    {
        var letter = _text[_at];
        if (char.IsAsciiDigit(letter) || letter == '.') return true;
        if (_at == start) return false;
        return letter is 'e' or 'E' || (letter is '+' or '-' && _text[_at - 1] is 'e' or 'E');
    }

    private double? Call(string name)
    {
        var arguments = new List<double>();
        do
        {
            if (Choice() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (Takes(","));
        if (!Takes(")")) return null;
        return (name[(name.LastIndexOf('.') + 1)..], arguments.Count) switch
        {
            ("max", _) => arguments.Max(),
            ("min", _) => arguments.Min(),
            ("ceil", 1) => Math.Ceiling(arguments[0]),
            ("floor" or "int", 1) => Math.Floor(arguments[0]),
            ("round", 1) => Math.Round(arguments[0]),
            ("abs", 1) => Math.Abs(arguments[0]),
            ("float", 1) => arguments[0],
            ("sqrt", 1) => Math.Sqrt(arguments[0]),
            ("log2", 1) => Math.Log2(arguments[0]),
            ("log10", 1) => Math.Log10(arguments[0]),
            ("log", 1) => Math.Log(arguments[0]),
            ("exp", 1) => Math.Exp(arguments[0]),
            ("pow", 2) => Math.Pow(arguments[0], arguments[1]),
            _ => null,
        };
    }

    private static double? Floor(double? value) => value is { } number ? Math.Floor(number) : null;

    private bool Takes(string sign)
    {
        Space();
        if (!_text.AsSpan(_at).StartsWith(sign, StringComparison.Ordinal)) return false;
        var end = _at + sign.Length;
        if (char.IsAsciiLetter(sign[0]) && end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_')) return false;
        if (sign == "*" && end < _text.Length && _text[end] == '*') return false;
        _at = end;
        return true;
    }

    private void Space()
    {
        while (_at < _text.Length && _text[_at] == ' ') _at++;
    }
}
