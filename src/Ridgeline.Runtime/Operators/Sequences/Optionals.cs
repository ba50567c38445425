using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Values that may be missing.</summary>
internal static class Optionals
{
    public static readonly Implementation[] Rows =
    [
        new("Optional", x => x.Return(0, new RuntimeOptional(x.Has(0) ? x.Value(0) : null))),
        new("OptionalHasElement", RunHas),
        new("OptionalGetElement", RunGet),
    ];

    private static void RunHas(OperatorContext x)
    {
        var has = x.Has(0) && x.Value(0) is not RuntimeOptional { Content: null };
        x.Output(0, ElementType.Bool).Bytes[0] = has ? (byte)1 : (byte)0;
    }

    private static void RunGet(OperatorContext x)
    {
        var given = x.Value(0);
        x.Return(0, given is RuntimeOptional optional ? optional.Content ?? throw new OperatorException("the optional is empty") : given);
    }
}
