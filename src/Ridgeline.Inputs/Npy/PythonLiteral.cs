using System.Globalization;

namespace Ridgeline.Inputs.Npy;

/// <summary>Walks over a Python literal of the few kinds that the head of an .npy file is made of.</summary>
/// <param name="text">The literal.</param>
internal sealed class PythonLiteral(string text)
{
    // NumPy itself ends at 64 (32 before version 2).
    private const int MostNumbers = 64;
    private int _at;

    /// <summary>Whether a text comes next.</summary>
    public bool AtText => Next() is '\'' or '"';

    /// <summary>Passes a character if it comes next.</summary>
    public bool Take(char c)
    {
        if (Next() != c) return false;
        _at++;
        return true;
    }

    /// <summary>Passes a character that must come next.</summary>
    public void Expect(char c)
    {
        if (!Take(c)) throw Broken($"'{c}'");
    }

    /// <summary>A text in quotes.</summary>
    public string Text()
    {
        if (!AtText) throw Broken("a text in quotes");
        var end = text.IndexOf(text[_at], _at + 1);
        if (end < 0) throw Broken("a closing quote");
        var content = text[(_at + 1)..end];
        _at = end + 1;
        return content;
    }

    /// <summary><c>True</c> or <c>False</c>.</summary>
    public bool Truth()
    {
        Next();
        foreach (var (word, value) in new[] { ("True", true), ("False", false) })
        {
            if (!text.AsSpan(_at).StartsWith(word, StringComparison.Ordinal)) continue;
            _at += word.Length;
            return value;
        }
        throw Broken("True or False");
    }

    /// <summary>A tuple of whole numbers; Python 2 wrote an L behind them.</summary>
    public long[] Numbers()
    {
        var numbers = new List<long>();
        Expect('(');
        while (!Take(')'))
        {
            Next();
            var start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
            if (!long.TryParse(text.AsSpan(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) throw Broken("a whole number");
            numbers.Add(number);
            if (numbers.Count > MostNumbers) throw new InputProblem("INPUT103", $"the shape has more than {MostNumbers} dimensions");
            Take('L');
            if (Take(',')) continue;
            Expect(')');
            break;
        }
        return [.. numbers];
    }

    private char Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    private InputProblem Broken(string wanted) => new("INPUT103", $"the head is damaged: {wanted} is missing at its character {_at + 1}");
}
