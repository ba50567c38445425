using System.Globalization;
using System.Net;
using Ridgeline.Accelerators.Systolic;

namespace Ridgeline.Reports.Simulations;

/// <summary>The wave of a fold as a picture that moves: a slider over its cycles, drawn by a script in the page. The rules are those of <see cref="Wavefront"/>.</summary>
internal static class WavefrontAnimation
{
    private const string Script = """
        (() => {
          const box = document.getElementById('wave'), slider = box.querySelector('input'), canvas = box.querySelector('canvas');
          const button = box.querySelector('button'), label = box.querySelector('output'), pen = canvas.getContext('2d');
          const os = wave.dataflow === 'os', start = os ? 0 : wave.rows;
          const side = Math.max(2, Math.floor(Math.min(28, 560 / Math.max(wave.rows, wave.columns))));
          const gap = side > 6 ? 1 : 0;
          canvas.width = wave.columns * side; canvas.height = wave.rows * side;
          const state = (r, c, t) => {
            if (r >= wave.usedRows || c >= wave.usedColumns) return 0;
            const since = t - start - r - c;
            if (since >= 0 && since < wave.stream) return 3;
            if (!os) return t < r ? 0 : t < wave.rows ? 1 : 2;
            const drain = t - (wave.stream + wave.rows + wave.columns - 2);
            return since < 0 ? 0 : drain < 0 ? 2 : r >= drain ? 4 : 0;
          };
          const draw = () => {
            const t = Number(slider.value);
            let busy = 0;
            pen.clearRect(0, 0, canvas.width, canvas.height);
            for (let r = 0; r < wave.rows; r++) for (let c = 0; c < wave.columns; c++) {
              const s = state(r, c, t);
              if (s === 3) busy++;
              pen.fillStyle = wave.colors[s];
              pen.fillRect(c * side, r * side, side - gap, side - gap);
            }
            const used = wave.usedRows * wave.usedColumns;
            const phase = !os && t < wave.rows ? 'load' : os && busy === 0 ? 'shift out' : busy === used ? 'steady' : t < wave.steady ? 'fill' : 'drain';
            label.textContent = `cycle ${t} of ${wave.cycles}: ${phase}, ${busy} of ${wave.rows * wave.columns} cells compute`;
          };
          let timer = 0;
          // Fill and drain last as long to the eye as what lies between them, however long the stream.
          const slow = Math.max(1, Math.floor((wave.rows + wave.columns) / 100)), fast = Math.max(slow, Math.floor(wave.cycles / 200));
          const edge = 2 * wave.rows + wave.columns;
          button.onclick = () => {
            if (timer) { clearInterval(timer); timer = 0; button.textContent = 'play'; return; }
            if (Number(slider.value) >= wave.cycles - 1) slider.value = 0;
            button.textContent = 'pause';
            timer = setInterval(() => {
              const t = Number(slider.value), left = wave.cycles - edge - t;
              slider.value = t + (t < edge || left <= 0 ? slow : Math.min(fast, Math.max(slow, left)));
              draw();
              if (Number(slider.value) >= wave.cycles - 1) button.onclick();
            }, 40);
          };
          slider.oninput = draw;
          draw();
        })();
        """;

    /// <summary>What stands in the page.</summary>
    public static string Of(Wavefront wave, string name)
    {
        var colors = string.Join(", ", Enum.GetValues<CellState>().Select(s => $"'{ArrayPictures.Color(s)}'"));
        var key = string.Concat(Enum.GetValues<CellState>().Select(s =>
            $"<span style=\"margin-right:1em\">"
            + $"<span style=\"display:inline-block;width:.8em;height:.8em;background:{ArrayPictures.Color(s)}\"></span> {ArrayPictures.Word(s)}</span>"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            <div id="wave">
            <p>The first fold of {{WebUtility.HtmlEncode(name)}}: {{wave.Dataflow.Word()}} on {{wave.Rows}} x {{wave.Columns}}.</p>
            <p>{{key}}</p>
            <p><button type="button">play</button> <input type="range" min="0" max="{{wave.Cycles - 1}}" value="{{wave.Steady}}" style="width:60%" aria-label="cycle"> </p>
            <p><output></output></p>
            <canvas role="img" aria-label="cells of the array"></canvas>
            </div>
            <script>
            const wave = { dataflow: '{{wave.Dataflow.Word()}}', rows: {{wave.Rows}}, columns: {{wave.Columns}}, stream: {{wave.Stream}},
              usedRows: {{wave.UsedRows}}, usedColumns: {{wave.UsedColumns}},
              cycles: {{wave.Cycles}}, steady: {{wave.Steady}}, colors: [{{colors}}] };
            {{Script}}
            </script>
            """);
    }
}
