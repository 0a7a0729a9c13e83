#!/bin/sh
# Random FS/SS/FF/SF networks against MPXJ's Microsoft scheduler: installs MPXJ (PyPI, its jars) into target/, lets it schedule
# the networks, and holds the engine to its answers. Needs Python, a JDK of at least 17 and cargo.
#   tests/mpxj/run.sh [SEED] [NETWORKS]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work="$root/target/mpxj"
mkdir -p "$work"
[ -d "$work/mpxj" ] || pip install --quiet --no-deps --target "$work" mpxj
java -cp "$work/mpxj/lib/*" "$here/Networks.java" "${1:-1}" "${2:-200}" > "$work/networks.tsv" 2> "$work/java.log"
STEERPACK_MPXJ="$work/networks.tsv" cargo test --manifest-path "$root/Cargo.toml" --test oracle mpxj -- --nocapture
