// optimised.js DIR NAME...: writes each network as ONNX Runtime's extended optimiser leaves it, with operators of its own domain
const ort = require("onnxruntime-node");
const [dir, ...names] = process.argv.slice(2);
(async () => {
  for (const name of names) {
    await ort.InferenceSession.create(`${dir}/${name}.onnx`, { graphOptimizationLevel: "extended", optimizedModelFilePath: `${dir}/ort_${name}.onnx`, logSeverityLevel: 3 });
  }
})();
