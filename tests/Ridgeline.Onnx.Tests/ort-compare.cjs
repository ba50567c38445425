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

function feeds(session, seed) {
  const random = generator(seed);
  const result = {};
  for (const input of session.inputMetadata) {
    if (!input.isTensor) throw new Error('input is no tensor');
    const dims = input.shape.map(d => (typeof d === 'number' && d >= 0 ? d : 1));
    const count = dims.reduce((a, b) => a * b, 1);
    if (input.type === 'string') {
      result[input.name] = new ort.Tensor('string', Array.from({ length: count }, () => `t${Math.floor(random() * 9)}`), dims);
      continue;
    }
    const Kind = arrays[input.type];
    if (!Kind) throw new Error(`input type ${input.type}`);
    const data = new Kind(count);
    for (let i = 0; i < count; i++) {
      const r = random();
      if (Kind === BigInt64Array || Kind === BigUint64Array) data[i] = BigInt(Math.floor(r * 2));
      else if (input.type === 'float16') data[i] = 0x3800 + Math.floor(r * 0x400);
      else data[i] = input.type.startsWith('float') ? r * 2 - 1 : Math.floor(r * 2);
    }
    result[input.name] = new ort.Tensor(input.type, data, dims);
  }
  return result;
}

async function run(file, seed) {
  let session;
  try {
    session = await ort.InferenceSession.create(file, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 4 });
  } catch (e) {
    return { stage: 'load', error: String(e.message) };
  }
  try {
    const outputs = await session.run(feeds(session, seed));
    return { outputs };
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

async function compare([original, rewritten], seed) {
  const a = await run(original, seed);
  const b = await run(rewritten, seed);
  if (a.error || b.error) return { original, same: a.stage === b.stage, computed: false, note: `${a.stage}: ${a.error} | ${b.stage}: ${b.error}` };
  const names = Object.keys(a.outputs);
  const different = names.filter(n => describe(a.outputs[n]) !== describe(b.outputs[n]));
  const same = different.length === 0 && names.join() === Object.keys(b.outputs).join();
  return { original, same, computed: true, note: different.join(', ') };
}

(async () => {
  const pairs = JSON.parse(fs.readFileSync(pairsFile, 'utf8'));
  const results = [];
  for (let i = 0; i < pairs.length; i++) results.push(await compare(pairs[i], i + 1));
  fs.writeFileSync(resultsFile, JSON.stringify(results));
})();
