namespace Ridgeline.Runtime.Operators;

/// <summary>Arithmetic of each element at its place.</summary>
internal static class Arithmetic
{
    public static readonly Implementation[] Rows =
    [
        new("Add", BinaryLoop<Sum>.Run) { Widens = true, InPlace = true, Role = Role.Addition },
    ];
}
