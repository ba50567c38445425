namespace Ridgeline.Graphs.Operators;
internal static class ControlFlow
{
    public static long? TripCount(Node node, Func<Value, Contents?> contents) => node.Inputs is [{ } trips, ..] && contents(trips)?.Numbers is [var n] ? n : null;
}
