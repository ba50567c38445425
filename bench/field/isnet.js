// isnet.js FROM TO: the two networks of @imgly/background-removal-data, whose files lie there in pieces
const fs = require("fs");
const [from, to] = process.argv.slice(2);
const files = JSON.parse(fs.readFileSync(`${from}/resources.json`));
for (const [key, name] of [["/models/medium", "isnet_fp16"], ["/models/small", "isnet_quint8"]]) {
  fs.writeFileSync(`${to}/${name}.onnx`, Buffer.concat(files[key].chunks.map(c => fs.readFileSync(`${from}/${c.hash}`))));
}
