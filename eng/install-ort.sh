#!/bin/sh
# Installs ONNX Runtime for Node into artifacts/ort, where the tests look for it. Does nothing if it is there.
set -eu
cd "$(dirname "$0")/.."
[ -d artifacts/ort/node_modules/onnxruntime-node ] && exit 0
mkdir -p artifacts/ort
cd artifacts/ort
[ -f package.json ] || npm init -y >/dev/null
# The package's scripts would fetch CUDA libraries; the CPU library is inside the package.
npm install --ignore-scripts --no-audit --no-fund onnxruntime-node
