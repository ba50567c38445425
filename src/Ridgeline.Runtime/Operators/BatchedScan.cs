namespace Ridgeline.Runtime.Operators;

/// <summary>Scan of operator set 8: the first axis of everything is a batch, the second is scanned, sequences may end early.</summary>
internal static class BatchedScan
{
    /// <summary>The row's Run for operator set 8.</summary>
    public static void Run(OperatorContext x)
    {
        var body = x.Node.Subgraph("body")!;
        var count = (int)x.Node.Int("num_scan_inputs", 1);
        var stateCount = x.InputCount - 1 - count;
        var lengths = x.Integers(0);
        var batch = x.Input(1).Dims[0];
        var results = Enumerable.Range(0, body.Outputs.Count).Select(_ => new List<RuntimeTensor>()).ToArray();
        for (var b = 0; b < batch; b++)
        {
            var states = Enumerable.Range(1, stateCount).Select(i => (RuntimeValue)ControlFlow.Slice(x.Input(i), 0, b)).ToArray();
            var inputs = Enumerable.Range(1 + stateCount, count).Select(i => ControlFlow.Slice(x.Input(i), 0, b)).ToArray();
            var outputs = Enumerable.Range(0, body.Outputs.Count - stateCount).Select(_ => new List<RuntimeTensor>()).ToArray();
            var directions = x.Node.Ints("directions");
            var length = lengths?[b] ?? inputs[0].Dims[0];
            for (var t = 0L; t < length; t++)
            {
                var made = x.Invoke(body, [.. states, .. inputs.Select((tensor, i) => ControlFlow.Slice(tensor, 0, directions?[i] == 1 ? length - 1 - t : t))]);
                made.AsSpan(0, stateCount).CopyTo(states);
                for (var s = 0; s < outputs.Length; s++) outputs[s].Add((RuntimeTensor)made[stateCount + s]);
            }
            for (var i = 0; i < stateCount; i++) results[i].Add((RuntimeTensor)states[i]);
            for (var s = 0; s < outputs.Length; s++) results[stateCount + s].Add(ControlFlow.Stack(outputs[s], body.Outputs[stateCount + s].Type));
        }
        for (var i = 0; i < results.Length; i++) x.Return(i, ControlFlow.Stack(results[i], null));
    }
}
