#!/usr/bin/env bash
# Measures the release build beside its ceilings (docs/internals/benchmarks.md). Needs a quiet machine for 5 minutes.
#   scripts/bench.sh --quick        a quarter of everything
#   scripts/bench.sh --json FILE    every figure as JSON
#   scripts/bench.sh --check        exit 1 when a target is missed
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

install_wrk() {
    command -v wrk >/dev/null && return
    local as_root=()
    ((EUID == 0)) || as_root=(sudo)
    echo "==> installing wrk" >&2
    "${as_root[@]}" apt-get update -qq >&2
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install --yes -qq --no-install-recommends wrk >&2
}

build() {
    echo "==> building for release (10 minutes or more the first time)" >&2
    scripts/build-release.sh paidan paidan-bench
    mkdir -p .build/bench
    local ceilings=Tests/Benchmarks/ceilings compiler
    compiler=$(command -v cc || command -v clang)  # Swift brings a clang
    "$compiler" -O2 -Wall -Wextra -Werror -o .build/bench/sqlite_ceiling $ceilings/sqlite_ceiling.c -lsqlite3
    "$compiler" -O2 -Wall -Wextra -Werror -o .build/bench/zmq_ceiling $ceilings/zmq_ceiling.c -lzmq -lpthread
}

install_wrk
build
echo "==> measuring (about 5 minutes)" >&2
# Debian's Python: python3-zmq belongs to it. Not the first python3 of the PATH, which may be another.
exec /usr/bin/python3 Tests/Benchmarks/bench.py "$@"
