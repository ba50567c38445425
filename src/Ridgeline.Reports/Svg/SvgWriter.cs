using System.Text;

namespace Ridgeline.Reports.Svg;

/// <summary>Writes nested elements with attributes and text; the same calls give the same bytes.</summary>
public sealed class SvgWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private bool _inTag;

    /// <summary>Starts an element; its attributes follow at once.</summary>
    public SvgWriter Open(string element)
    {
        EndTag();
        // A line of its own for each mark keeps pictures comparable with diff; inside text, a line end would show as a blank.
        if (_text.Length > 0 && element is not ("title" or "tspan"))
            _text.Append('\n');
        _text.Append('<').Append(element);
        _open.Push(element);
        _inTag = true;
        return this;
    }

    /// <summary>Adds an attribute to the element just opened; a null value adds nothing.</summary>
    public SvgWriter With(string name, string? value)
    {
        if (value is null)
            return this;
        if (!_inTag)
            throw new InvalidOperationException($"Attribute '{name}' comes after the content of its element.");

        _text.Append(' ').Append(name).Append("=\"").Append(SvgEscape.Text(value)).Append('"');
        return this;
    }

    /// <summary>Adds a numeric attribute to the element just opened.</summary>
    public SvgWriter With(string name, double value) => With(name, SvgNumber.Format(value));

    /// <summary>Adds text to the open element.</summary>
    public SvgWriter Say(string content)
    {
        EndTag();
        _text.Append(SvgEscape.Text(content));
        return this;
    }

    /// <summary>Adds a tooltip to the open element; null or empty adds nothing.</summary>
    public SvgWriter Tip(string? tip) => string.IsNullOrEmpty(tip) ? this : Open("title").Say(tip).Close();

    /// <summary>Ends the innermost element.</summary>
    public SvgWriter Close()
    {
        var element = _open.Pop();
        if (_inTag)
            _text.Append("/>");
        else
            _text.Append("</").Append(element).Append('>');
        _inTag = false;
        return this;
    }

    /// <summary>Ends all open elements and gives the text.</summary>
    public string Finish()
    {
        while (_open.Count > 0)
            Close();
        return _text.Append('\n').ToString();
    }

    private void EndTag()
    {
        if (_inTag)
            _text.Append('>');
        _inTag = false;
    }
}
