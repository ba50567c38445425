// Loads pairs of models in ONNX Runtime, gives both the same seeded inputs and compares the outputs bit by bit.
// Usage: node ort-compare.cjs FOLDER_WITH_NODE_MODULES PAIRS.json RESULTS.json
'use strict';
const fs = require('fs');
const path = require('path');
const [, , home, pairsFile, resultsFile] = process.argv;
const ort = require(path.join(home, 'node_modules', 'onnxruntime-node'));

const arrays = {
  float32: Float32Array, float64: Float64Array, int8: Int8Array, uint8: Uint8Array, int16: Int16Array, uint16: Uint16Array, int32: Int32Array,
  uint32: Uint32Array, int64: BigInt64Array, uint64: BigUint64Array, float16: Uint16Array, bool: Uint8Array,
};

function generator(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
}

// Inputs are given, or made up; then dimensions that the model leaves open are of the given size, but for the first, the batch, which is 1.
function feeds(session, seed, { inputs, size }) {
  const random = generator(seed);
  const result = {};
  session.inputMetadata.forEach((input, position) => {
    if (inputs) {
      const { type, dims, base64 } = inputs[position];
      const bytes = Uint8Array.from(Buffer.from(base64, 'base64'));
      result[input.name] = new ort.Tensor(type, new arrays[type](bytes.buffer), dims);
      return;
    }
    const dims = input.shape.map((d, k) => (typeof d === 'number' && d >= 0 ? d : k === 0 ? 1 : size));
    const Kind = arrays[input.type];
    const data = new Kind(dims.reduce((a, b) => a * b, 1));
    for (let i = 0; i < data.length; i++) {
      const r = random();
      if (Kind === BigInt64Array || Kind === BigUint64Array) data[i] = BigInt(Math.floor(r * 2));
      else if (input.type === 'float16') data[i] = 0x3800 + Math.floor(r * 0x400);
      else data[i] = input.type.startsWith('float') ? r * 2 - 1 : Math.floor(r * 2);
    }
    result[input.name] = new ort.Tensor(input.type, data, dims);
  });
  return result;
}

async function run(file, seed, pair) {
  let session;
  try {
    session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (e) {
    return { stage: 'load', error: String(e.message) };
  }
  try {
    return { outputs: await session.run(feeds(session, seed, pair)) };
  } catch (e) {
    return { stage: 'run', error: String(e.message) };
  } finally {
    await session.release();
  }
}

function describe(tensor) {
  if (!tensor || !tensor.data) return String(tensor);
  const bytes = Array.isArray(tensor.data) ? JSON.stringify(tensor.data)
    : Buffer.from(tensor.data.buffer, tensor.data.byteOffset, tensor.data.byteLength).toString('base64');
  return `${tensor.type}[${tensor.dims}] ${bytes}`;
}

async function compare(pair, seed) {
  const original = pair.original;
  const a = await run(original, seed, pair);
  const b = await run(pair.rewritten, seed, pair);
  if (a.error || b.error) return { original, same: a.stage === b.stage, computed: false, note: `${a.stage}: ${a.error} | ${b.stage}: ${b.error}` };
  const names = Object.keys(a.outputs);
  if (names.join() !== Object.keys(b.outputs).join()) return { original, same: false, computed: true, note: 'other outputs' };
  const different = names.filter(n => describe(a.outputs[n]) !== describe(b.outputs[n]));
  if (different.length === 0) return { original, same: true, computed: true, note: '' };
  // What an operator draws at random differs from run to run.
  const again = await run(original, seed, pair);
  const steady = different.filter(n => describe(a.outputs[n]) === describe(again.outputs[n]));
  return { original, same: steady.length === 0, computed: true, note: steady.length === 0 ? 'unsteady: the original differs from itself' : steady.join(', ') };
}

(async () => {
  const pairs = JSON.parse(fs.readFileSync(pairsFile, 'utf8'));
  const results = [];
  for (let i = 0; i < pairs.length; i++) results.push(await compare(pairs[i], i + 1));
  fs.writeFileSync(resultsFile, JSON.stringify(results));
})();
