# table.py RESULTS...: the table of docs/validation/field-networks.md; of one network in several folders the last counts
import json, sys, glob, os
rows = {}
for folder in sys.argv[1:]:
    for path in sorted(glob.glob(folder + "/*.json")):
        try: rows[os.path.basename(path)[:-5]] = json.load(open(path))["rows"][0]
        except ValueError: pass
print("| network | difference | time, ms | ratio | first run, ms | theirs | peak, MB | of theirs |\n|---|---:|---:|---:|---:|---:|---:|---:|")
for name, row in sorted(rows.items()):
    other = row["against"]
    difference = other.get("difference")
    peak, theirs = row.get("peak_bytes"), other.get("peak_bytes")
    memory = f"{peak / 1e6:.0f} | {peak / theirs:.2f}" if peak and theirs else "- | -"
    print(f"| {name} | {'none to compare' if difference is None else f'{difference:.1e}'} | {row['latency']['median_s'] * 1e3:.3g} | {other['ratio_of_medians']:.2f} | {row['first_run_s'] * 1e3:.0f} | "
          f"{other['first_run_s'] * 1e3:.0f} + {other['library_s'] * 1e3:.0f} | {memory} |")
