using static Ridgeline.Graphs.Operators.ShapeRules;
using static Ridgeline.Graphs.Operators.WorkRules;

namespace Ridgeline.Graphs.Operators;

/// <summary>
/// Recurrent networks of g gates: x [seq, batch, in], w [directions, g*h, in], r [directions, g*h, h]; with <c>layout</c> 1 the batch comes first.
/// Every step of every sequence is counted, with the default activations: g*h*(in + h) MACs, g*h additions that join the two products, 2*g*h more
/// with a bias, then the gates.
/// </summary>
internal static class Recurrent
{
    private const Traits Trainable = Traits.SavesInputs | Traits.SavesOutputs;

    // A cell of the LSTM: three sigmoids, two tanh, three products, an addition; of the GRU: two sigmoids, a tanh, three products, two additions.
    private static readonly Func<WorkContext, Int128, Work> s_lstm = (x, cells) =>
        Times(cells, add: 3 + 1, mul: 3, div: 3, exp: 3 + 2) + (x.Has(7) ? Times(cells, add: 3, mul: 3) : default);

    private static readonly Func<WorkContext, Int128, Work> s_gru = (_, cells) => Times(cells, add: 2 + 2, mul: 3, div: 2, exp: 2 + 1);

    private static readonly Func<WorkContext, Int128, Work> s_rnn = (_, cells) => Times(cells, exp: 1);

    // Saved are the gates, and what the outputs do not hold: the LSTM's cell state, the GRU's recurrent part of the candidate.
    public static readonly Operator[] Rows =
    [
        new("LSTM", [1, 7, 14, 22], Infer)
        {
            Work = x => Count(x, gates: 4, s_lstm), Products = x => Split(x, 4), Traits = Trainable, SavedExtra = x => SavedBytes(x, 5 * Cells(x)),
        },
        new("GRU", [1, 3, 7, 14, 22], Infer)
        {
            Work = x => Count(x, gates: 3, s_gru), Products = x => Split(x, 3), Traits = Trainable, SavedExtra = x => SavedBytes(x, 4 * Cells(x)),
        },
        new("RNN", [1, 7, 14, 22], Infer)
        {
            Work = x => Count(x, gates: 1, s_rnn), Products = x => Split(x, 1), Traits = Trainable, SavedExtra = x => SavedBytes(x, Cells(x)),
        },

        // Weights are stored transposed, [directions, in, 4h] and [directions, h, 4h], in 8 bits.
        new("DynamicQuantizeLSTM", [1], Infer)
        {
            Domain = Domains.Microsoft, Work = x => Count(x, gates: 4, s_lstm), Products = x => Split(x, 4), Traits = Traits.NoGradient,
        },
    ];

    private static bool BatchFirst(Node node) => node.Int("layout", 0) != 0;

    private static bool IsTransposed(Node node) => node.Domain == Domains.Microsoft;

    private static long Directions(Node node) => node.Text("direction", "forward") == "bidirectional" ? 2 : 1;

    private static void Infer(InferenceContext x)
    {
        var (input, w, r) = (x.Shape(0), x.Shape(1), x.Shape(2));
        ExpectRank(input, "input", 3);
        ExpectRank(w, "weight", 3);
        ExpectRank(r, "recurrent weight", 3);
        x.Unify(DimOf(input, 2), DimOf(w, IsTransposed(x.Node) ? 1 : 2), "the width of the input and of the weight");
        var directions = Dim.Of(Directions(x.Node));
        x.Unify(directions, DimOf(w, 0), "the directions and the weight's first dimension");
        var hidden = DimOf(r, IsTransposed(x.Node) ? 1 : 2);
        if (x.Node.Int("hidden_size", 0) is > 0 and var given) hidden = x.Unify(given, hidden, "hidden_size and the recurrent weight's last dimension");
        var (first, second) = (DimOf(input, 0), DimOf(input, 1));
        Shape all = BatchFirst(x.Node) ? [first, second, directions, hidden] : [first, directions, second, hidden];
        Shape last = BatchFirst(x.Node) ? [first, directions, hidden] : [directions, second, hidden];
        x.Output(0, x.Element(0), all);
        x.Output(1, x.Element(0), last);
        x.Output(2, x.Element(0), last);
    }

    private static long Hidden(WorkContext x) => x.In(2)[IsTransposed(x.Node) ? 1 : 2];

    // One cell is one hidden unit of one direction at one step of one sequence.
    private static Int128 Cells(WorkContext x) => (Int128)x.In(0)[0] * x.In(0)[1] * Directions(x.Node) * Hidden(x);

    private static IReadOnlyList<MatrixProduct> Split(WorkContext x, int gates)
    {
        var input = x.In(0);
        var (steps, batch) = BatchFirst(x.Node) ? (input[1], input[0]) : (input[0], input[1]);
        return MatrixProducts.Recurrent(steps, batch, Directions(x.Node), gates, input[2], Hidden(x));
    }

    private static Work Count(WorkContext x, int gates, Func<WorkContext, Int128, Work> pointwise)
    {
        var cells = Cells(x);
        return WorkRules.Count(macs: cells * gates * (x.In(0)[2] + Hidden(x)), add: cells * gates * (x.Has(3) ? 3 : 1)) + pointwise(x, cells);
    }
}
