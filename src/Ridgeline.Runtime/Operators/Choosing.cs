using Ridgeline.Graphs;

namespace Ridgeline.Runtime.Operators;

/// <summary>Where(condition, a, b): a where the condition holds, b elsewhere.</summary>
internal static class Choosing
{
    /// <summary>The row's Run.</summary>
    public static void Run(OperatorContext x)
    {
        var (condition, a, b) = (x.Input(0), x.Input(1), x.Input(2));
        var output = x.Output(0, a.Element, BroadcastDims.Of(condition.Dims, BroadcastDims.Of(a.Dims, b.Dims)));
        if (a.Element == ElementType.String) RunTexts(condition, a, b, output);
        else ElementDispatch.Storage(a, new Loop(condition, a, b, output));
    }

    private static void RunTexts(RuntimeTensor condition, RuntimeTensor a, RuntimeTensor b, RuntimeTensor y)
    {
        var walk = new BroadcastWalk(y.Dims, condition.Dims, a.Dims, b.Dims);
        while (walk.Next())
        {
            for (var i = 0L; i < walk.Length; i++)
            {
                var holds = condition.Bytes[(int)(walk.Offset(0) + (i * walk.Step(0)))] != 0;
                y.Texts[walk.Place + i] = holds ? a.Texts[walk.Offset(1) + (i * walk.Step(1))] : b.Texts[walk.Offset(2) + (i * walk.Step(2))];
            }
        }
    }

    private readonly unsafe struct Loop(RuntimeTensor condition, RuntimeTensor a, RuntimeTensor b, RuntimeTensor y) : IStorageVisitor
    {
        public void Visit<T>()
            where T : unmanaged
        {
            var walk = new BroadcastWalk(y.Dims, condition.Dims, a.Dims, b.Dims);
            while (walk.Next())
            {
                var c = condition.Pointer<byte>() + walk.Offset(0);
                var p = a.Pointer<T>() + walk.Offset(1);
                var q = b.Pointer<T>() + walk.Offset(2);
                var r = y.Pointer<T>() + walk.Place;
                var (steps, first, second) = (walk.Step(0), walk.Step(1), walk.Step(2));
                for (var i = 0L; i < walk.Length; i++) r[i] = c[i * steps] != 0 ? p[i * first] : q[i * second];
            }
        }
    }
}
