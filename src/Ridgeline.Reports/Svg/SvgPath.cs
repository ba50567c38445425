using System.Text;

namespace Ridgeline.Reports.Svg;

/// <summary>Builds the <c>d</c> of a path, in absolute coordinates.</summary>
public sealed class SvgPath
{
    private readonly StringBuilder _text = new();

    /// <summary>Lifts the pen and puts it down elsewhere.</summary>
    public SvgPath Move(double x, double y) => Add('M', x, y);

    /// <summary>Draws a straight line.</summary>
    public SvgPath Line(double x, double y) => Add('L', x, y);

    /// <summary>Draws a horizontal line.</summary>
    public SvgPath Across(double x) => Add('H', x);

    /// <summary>Draws a vertical line.</summary>
    public SvgPath Down(double y) => Add('V', y);

    /// <summary>Draws a cubic curve by two control points.</summary>
    public SvgPath Curve(double x1, double y1, double x2, double y2, double x, double y) => Add('C', x1, y1, x2, y2, x, y);

    /// <summary>Draws a quadratic curve by one control point.</summary>
    public SvgPath Bend(double x1, double y1, double x, double y) => Add('Q', x1, y1, x, y);

    /// <summary>Draws an arc of a circle.</summary>
    public SvgPath Arc(double radius, bool large, bool clockwise, double x, double y) =>
        Add('A', radius, radius, 0, large ? 1 : 0, clockwise ? 1 : 0, x, y);

    /// <summary>Goes straight back to where the pen was put down.</summary>
    public SvgPath Shut()
    {
        _text.Append('Z');
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private SvgPath Add(char command, params ReadOnlySpan<double> numbers)
    {
        _text.Append(command);
        for (var i = 0; i < numbers.Length; i++)
        {
            if (i > 0)
                _text.Append(' ');
            _text.Append(SvgNumber.Format(numbers[i]));
        }

        return this;
    }
}
