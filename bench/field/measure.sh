#!/bin/sh
# measure.sh NETS RESULTS [NAME...]: each network by 'ridgeline bench --against ort -t 1', one JSON file each; then 'python3 table.py RESULTS' makes the table
set -eu
here=$(cd "$(dirname "$0")" && pwd)
nets=$1; results=$2; shift 2
mkdir -p "$results"
[ $# -gt 0 ] || set -- $(cd "$nets" && ls *.onnx | sed 's/.onnx$//')
for name in "$@"; do
  sizes=$(awk -v name="$name" '$1 == name { $1 = ""; print }' "$here/sizes.txt")
  dotnet "$here/../../src/Ridgeline.Cli/bin/Release/net10.0/ridgeline.dll" bench "$nets/$name.onnx" --against ort -t 1 --no-layers --seconds 0.3 --warmup 1 -o json $sizes \
    > "$results/$name.json" 2> "$results/$name.err" || { echo "$name:"; grep -v '^warning' "$results/$name.err"; }
done
