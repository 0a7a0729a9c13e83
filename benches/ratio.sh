#!/usr/bin/env bash
# Measures a whole run against the floor program (which only reads and writes) on the same files, in the same minutes.
#
#   STEERPACK_SHARED=../shared benches/ratio.sh [RUNS]
#
# Prints medians of wall seconds and peak memory and their ratios: 50 files x 2,000 rows against the floor, 1,000,000 rows against
# 100,000, and 5 files x 200 rows. Needs GNU time (/usr/bin/time) and Python 3.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-5}
shared=${STEERPACK_SHARED:?set STEERPACK_SHARED to the folder that holds bench/floor}
work=${STEERPACK_BENCH_DIR:-$(mktemp -d)}
mkdir -p "$work"
cargo build --quiet --release --locked
if [ ! -x "$work/floor/target/release/floor" ]; then
  cp -r "$shared/bench/floor" "$work/floor" && chmod -R u+w "$work/floor"
  (cd "$work/floor" && cargo build --quiet --release)
fi
made() { [ -d "$work/$3" ] || "$work/floor/target/release/gen" --files "$1" --rows "$2" --out "$work/$3"; }
made 50 2000 hundred-k; made 50 20000 million; made 5 200 small
python3 - "$work" "$runs" <<'PY'
import subprocess, sys, statistics, os, tempfile, glob
work, runs = sys.argv[1], int(sys.argv[2])
pack = os.path.abspath("target/release/steerpack")
def once(argv):
    with tempfile.NamedTemporaryFile("r") as t:
        subprocess.run(["/usr/bin/time", "-f", "%e %M", "-o", t.name] + argv, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wall, kb = t.read().split()[-2:]
        return float(wall), int(kb) / 1024
def median(pairs): return tuple(statistics.median(x) for x in zip(*pairs))
def steer(name): return [pack, "run"] + sorted(glob.glob(f"{work}/{name}/*.xlsx")) + ["--out", f"{work}/out-{name}", "--as-of", "2026-03-31", "--quiet"]
def floor(name): return [f"{work}/floor/target/release/floor", "--writer", "low", "--level", "3", "--out", f"{work}/floor-out.xlsx"] + sorted(glob.glob(f"{work}/{name}/*.xlsx"))
def show(what, m): print(f"{what:34} {m[0]:7.2f} s {m[1]:8.0f} MB")
once(steer("hundred-k")); once(floor("hundred-k"))
a, b = [], []
for _ in range(runs): a.append(once(steer("hundred-k"))); b.append(once(floor("hundred-k")))
s, f = median(a), median(b)
show("steerpack, 100,000 rows", s); show("floor, 100,000 rows", f)
print(f"  ratio: {s[0]/f[0]:.2f} x wall (bound 2), {s[1]/f[1]:.2f} x memory (bound 3)")
m = median([once(steer("million")) for _ in range(max(1, runs // 2))])
show("steerpack, 1,000,000 rows", m)
print(f"  ratio to 100,000 rows: {m[0]/s[0]:.1f} x wall (bound 12), {m[1]/s[1]:.1f} x memory (bound 12)")
t = median([once(steer("small")) for _ in range(runs)])
show("steerpack, 5 files x 200 rows", t); print("  bound 0.10 s")
PY
