namespace Ridgeline.Runtime.Operators;

/// <summary>Recurrent layers in their plain form: RNN, GRU, LSTM with all attributes.</summary>
internal static class Recurrent
{
    public static readonly Implementation[] Rows =
    [
        new("RNN", x => RecurrentLayer.Run(x, new SimpleCell())) { Widens = true, Prepare = PreparedRecurrent.PrepareSimple },
        new("GRU", x => RecurrentLayer.Run(x, new GatedCell(x.Node.Int("linear_before_reset", 0) != 0)))
        {
            Widens = true, Prepare = PreparedRecurrent.PrepareGru,
        },
        new("LSTM", x => RecurrentLayer.Run(x, new MemoryCell(x.Node.Int("input_forget", 0) != 0))) { Widens = true, Prepare = PreparedRecurrent.PrepareLstm },
    ];

    private sealed class SimpleCell : IRecurrentCell
    {
        public int Gates => 1;

        public string[] Activations => ["Tanh"];

        // H = f(X Wi' + H Ri' + Wbi + Rbi)
        public void Step(RecurrentStep s)
        {
            for (var j = 0; j < s.Hidden; j++) s.Next[j] = s.Act(0, s.Input(0, j) + s.Recurrent(0, j, s.State));
        }
    }

    private sealed class GatedCell(bool linear) : IRecurrentCell
    {
        private const int Update = 0, Reset = 1, Candidate = 2;

        public int Gates => 3;

        public string[] Activations => ["Sigmoid", "Tanh"];

        // z = f(…), r = f(…), h = g(X Wh' + (r·H) Rh' + Rbh + Wbh), or g(X Wh' + r·(H Rh' + Rbh) + Wbh); H = (1 - z) h + z H
        public void Step(RecurrentStep s)
        {
            var (update, reset, gated) = (new double[s.Hidden], new double[s.Hidden], new double[s.Hidden]);
            for (var j = 0; j < s.Hidden; j++)
            {
                update[j] = s.Act(0, s.Input(Update, j) + s.Recurrent(Update, j, s.State));
                reset[j] = s.Act(0, s.Input(Reset, j) + s.Recurrent(Reset, j, s.State));
                gated[j] = reset[j] * s.State[j];
            }
            for (var j = 0; j < s.Hidden; j++)
            {
                var recurrent = linear ? reset[j] * s.Recurrent(Candidate, j, s.State) : s.Recurrent(Candidate, j, gated);
                s.Next[j] = ((1 - update[j]) * s.Act(1, s.Input(Candidate, j) + recurrent)) + (update[j] * s.State[j]);
            }
        }
    }

    private sealed class MemoryCell(bool coupled) : IRecurrentCell
    {
        private const int Inlet = 0, Outlet = 1, Forget = 2, Candidate = 3;

        public int Gates => 4;

        public string[] Activations => ["Sigmoid", "Tanh", "Tanh"];

        // i = f(… + Pi·C), f = f(… + Pf·C), c = g(…), C = f·C + i·c, o = f(… + Po·C), H = o·h(C)
        public void Step(RecurrentStep s)
        {
            for (var j = 0; j < s.Hidden; j++)
            {
                var inlet = s.Act(0, s.Input(Inlet, j) + s.Recurrent(Inlet, j, s.State) + (s.Peephole(0, j) * s.Cell[j]));
                var forget = coupled ? 1 - inlet : s.Act(0, s.Input(Forget, j) + s.Recurrent(Forget, j, s.State) + (s.Peephole(2, j) * s.Cell[j]));
                var candidate = s.Act(1, s.Input(Candidate, j) + s.Recurrent(Candidate, j, s.State));
                var cell = (forget * s.Cell[j]) + (inlet * candidate);
                var outlet = s.Act(0, s.Input(Outlet, j) + s.Recurrent(Outlet, j, s.State) + (s.Peephole(1, j) * cell));
                s.Cell[j] = cell;
                s.Next[j] = outlet * s.Act(2, cell);
            }
        }
    }
}
