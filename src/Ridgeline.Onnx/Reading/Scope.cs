using System.Text;
using Ridgeline.Graphs;

namespace Ridgeline.Onnx.Reading;

/// <summary>The names that a graph gives, and through <paramref name="parent"/> those that it can see.</summary>
internal sealed class Scope(Scope? parent)
{
    /// <summary>The maker of a value that is not a node's output: an input, an initializer, or an input with a default.</summary>
    public const int Input = -1, Initializer = -2, InputWithDefault = -3;

    private readonly Dictionary<string, (Value Value, int Maker)> _values = new(StringComparer.Ordinal);

    /// <summary>The graph around.</summary>
    public Scope? Parent { get; } = parent;

    /// <summary>How many graphs are around.</summary>
    public int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>The node that is being read, by its place in the file.</summary>
    public int CurrentNode { get; set; } = -1;

    /// <summary>Whether a node was read that uses what a later one makes.</summary>
    public bool IsOutOfOrder { get; private set; }

    /// <summary>Gives a name; false if this graph gave it before, with <paramref name="known"/> as the value that has it.</summary>
    public bool Declare(string name, int maker, out Value known)
    {
        if (_values.TryGetValue(name, out var entry))
        {
            known = entry.Value;
            var joins = (entry.Maker, maker) is (Input, Initializer) or (Initializer, Input);
            if (joins) _values[name] = (known, InputWithDefault);
            return joins;
        }
        _values[name] = (known = new(name), maker);
        return true;
    }

    /// <summary>The value that this very graph calls so, and its maker.</summary>
    public (Value Value, int Maker)? Own(string name) => _values.TryGetValue(name, out var entry) ? entry : null;

    /// <summary>Whether a graph around this one gives the name too.</summary>
    public bool Hides(string name)
    {
        for (var scope = Parent; scope is not null; scope = scope.Parent)
        {
            if (scope._values.ContainsKey(name)) return true;
        }
        return false;
    }

    /// <summary>The value that a node reads under a name, or null if nobody makes it.</summary>
    public Value? Use(ReadOnlySpan<byte> name)
    {
        // Most names are read many times and made once: looking them up as characters saves a string for each reading.
        var buffer = name.Length <= 256 ? stackalloc char[256] : new char[name.Length];
        var key = buffer[..Encoding.UTF8.GetChars(name, buffer)];
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (!scope._values.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key, out var entry)) continue;
            scope.IsOutOfOrder |= entry.Maker >= scope.CurrentNode && entry.Maker >= 0;
            return entry.Value;
        }
        return null;
    }
}
