// Runs networks in ONNX Runtime on given inputs and writes what comes out.
// Usage: node ort-run.cjs FOLDER_WITH_NODE_MODULES CASES.json RESULTS.json
'use strict';
const fs = require('fs');
const path = require('path');
const [, , home, casesFile, resultsFile] = process.argv;
const ort = require(path.join(home, 'node_modules', 'onnxruntime-node'));

const arrays = {
  float32: Float32Array, float64: Float64Array, int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array,
  uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, float16: Uint16Array, bool: Uint8Array,
};

async function run({ model, inputs }) {
  const session = await ort.InferenceSession.create(model, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
  const feeds = {};
  for (const { name, type, dims, base64 } of inputs) {
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
    feeds[name] = new ort.Tensor(type, new arrays[type](bytes.buffer), dims);
  }
  const made = await session.run(feeds);
  await session.release();
  return session.outputNames.map(name => {
    const { type, dims, data } = made[name];
    return { name, type, dims, base64: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  });
}

(async () => {
  const cases = JSON.parse(fs.readFileSync(casesFile, 'utf8'));
  const results = [];
  for (const one of cases) results.push(await run(one));
  fs.writeFileSync(resultsFile, JSON.stringify(results));
})();
