namespace Ridgeline.Graphs;

/// <summary>A type that only its own domain understands.</summary>
/// <param name="Domain">Who defines it.</param>
/// <param name="Name">Its name there.</param>
public sealed record OpaqueType(string Domain, string Name) : DataType
{
    /// <summary>Such as <c>opaque(com.example, Tree)</c>.</summary>
    public override string ToString() => $"opaque({Domain}, {Name})";
}
